namespace Mesh.Registrar.Probing;

/// <summary>Finds out whether somebody listens at an address.</summary>
internal interface IAddressProbe
{
    /// <summary>True when a connection to the address was accepted now.</summary>
    Task<bool> AcceptsAsync(string host, int port, CancellationToken cancellation);
}

using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Mesh.Registrar.Configuration;

namespace Mesh.Registrar.Docker;

/// <summary>The address by which others reach this host, for ports that are published on all its interfaces.</summary>
internal sealed class HostAddress(RegistrarSettings settings, TimeProvider time)
{
    private static readonly TimeSpan NameLimit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The address that the settings force; else what the machine's name means, as registrator takes it, unless that is the loopback
    /// address, as on Debian; else the address it reaches others from; else 127.0.0.1.
    /// </summary>
    public async Task<string> FindAsync(CancellationToken cancellation) =>
        settings.Address ?? Choose(await OwnNameAsync(cancellation)) ?? Choose(Interfaces()) ?? "127.0.0.1";

    private string? Choose(IEnumerable<IPAddress> addresses) => addresses
        .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal)
        .OrderBy(address => (address.AddressFamily == AddressFamily.InterNetworkV6) != settings.PreferIPv6)
        .FirstOrDefault()?.ToString();

    private async Task<IPAddress[]> OwnNameAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(NameLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await Dns.GetHostAddressesAsync(Environment.MachineName, either.Token);
        }
        catch (SocketException)
        {
            return [];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [];
        }
    }

    // Those with a gateway reach others; a bridge of Docker's own has none.
    private static IEnumerable<IPAddress> Interfaces() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(each => each.OperationalStatus == OperationalStatus.Up)
        .Select(each => each.GetIPProperties())
        .Where(each => each.GatewayAddresses.Any(gateway => !gateway.Address.Equals(IPAddress.Any)))
        .SelectMany(each => each.UnicastAddresses)
        .Select(each => each.Address);
}

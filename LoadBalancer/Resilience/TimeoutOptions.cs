namespace Mesh.LoadBalancer.Resilience;

/// <summary>Section <c>Timeouts</c>: how long an answer may take. How long a request may rest is <c>ActivityTimeout</c>.</summary>
public sealed record TimeoutOptions
{
    /// <summary>How long a request may take as a whole, all attempts and the response's body included. Default 0: as long as it likes. Up to 24 h.</summary>
    public TimeSpan Request { get; init; }

    /// <summary>How long an instance may take until its response begins, for each attempt. Default 0: as long as it likes. Up to 1 h.</summary>
    public TimeSpan FirstByte { get; init; }

    /// <summary>Whether there is anything to watch.</summary>
    internal bool IsOn => Request > TimeSpan.Zero || FirstByte > TimeSpan.Zero;
}

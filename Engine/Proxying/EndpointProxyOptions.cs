namespace Aspire.Hosting.Proxying;

/// <summary>How a proxy behaves.</summary>
internal sealed record EndpointProxyOptions
{
    /// <summary>How long a client is held while no backend accepts it, before its connection is reset. Default 30 s.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait before backends that all refused are tried again. Default 100 ms.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Chooses the backend; used by many threads at once. Default <see cref="Random.Shared"/>.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

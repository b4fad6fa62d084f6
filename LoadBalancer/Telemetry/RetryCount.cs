namespace Mesh.LoadBalancer.Telemetry;

/// <summary>A feature of requests that somebody wants to know the retries of: counts them.</summary>
internal sealed class RetryCount
{
    public int Value { get; private set; }

    public void Add() => Value++;
}

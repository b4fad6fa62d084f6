namespace Mesh.LoadBalancer.Health;

/// <summary>Section <c>ActiveCheck</c>: whether the balancer itself asks instances for their health. Each is asked once for each route.</summary>
public sealed record ActiveCheckOptions
{
    /// <summary>What is asked for, such as <c>/health</c>; any answer of 200 to 299 is well. Default empty: nothing is asked.</summary>
    public string Path { get; init; } = "";

    /// <summary>The time between two checks. Default 5 s; 100 ms to 1 h.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take. Default 2 s; 10 ms to 5 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many checks in a row must fail until an instance gets no requests. Default 3; 1 to 100.</summary>
    public int UnhealthyAfter { get; init; } = 3;

    /// <summary>How many checks in a row must pass until it gets requests again. Default 2; 1 to 100.</summary>
    public int HealthyAfter { get; init; } = 2;
}

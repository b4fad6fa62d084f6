namespace Mesh.LoadBalancer.AccessLog;

/// <summary>Section <c>LoadBalancer:AccessLog</c>: whether and where every request leaves a line.</summary>
public sealed record AccessLogOptions
{
    /// <summary>How a request is written down: <c>Off</c>, <c>Combined</c> or <c>Json</c>. Default <c>Off</c>, which costs a request nothing.</summary>
    public AccessLogFormat Format { get; init; }

    /// <summary>
    /// The file that is written to. When another program moves it away, a new one is begun within a second. Default none: standard output.
    /// </summary>
    public string? File { get; init => field = string.IsNullOrWhiteSpace(value) ? null : value; }

    /// <summary>The share of requests that leave a line, picked at random. Default 1; 0 to 1.</summary>
    public double Share { get; init; } = 1;

    /// <summary>
    /// How many bytes a file may have before it is renamed to <c>{File}.1</c>, the one before to <c>{File}.2</c> and so on. Default 100 MiB; 4,096 to 2^40.
    /// 0: it grows without limit.
    /// </summary>
    public long MaxFileBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>How many renamed files are kept. Default 5; 1 to 1,000.</summary>
    public int KeptFiles { get; init; } = 5;
}

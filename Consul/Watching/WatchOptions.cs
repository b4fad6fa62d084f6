namespace Mesh.Consul;

/// <summary>How a watch asks.</summary>
public sealed record WatchOptions
{
    /// <summary>Consistency, datacenter, filter and so on of every question. Its index and wait are the watch's own business.</summary>
    public QueryOptions Query { get; init; } = new();

    /// <summary>
    /// How long one question may wait for a change. Default 1 min, up to 10 min. Shorter than Consul's own default of 5 min, because a peer
    /// that falls silent is noticed only after this time (and a sixteenth of it, and <see cref="ConsulOptions.Timeout"/>).
    /// </summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The wait after a first failure; doubles with each failure in a row, and is shortened at random by up to a half. Default 250 ms.</summary>
    public TimeSpan ShortestBackoff { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest such wait. Default 5 s.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(5);
}

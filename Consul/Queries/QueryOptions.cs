namespace Mesh.Consul;

/// <summary>How to ask: freshness, place, filter, and whether to wait for a change.</summary>
public sealed record QueryOptions
{
    /// <summary>Consul allows no longer wait than this.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Makes the query blocking: Consul answers once the result's index is above this one, or after <see cref="Wait"/>. Null asks at once.
    /// Use the <see cref="QueryResult{T}.Index"/> of the last answer, or let <see cref="ConsulWatch{T}"/> do it right.
    /// </summary>
    public ulong? Index { get; init; }

    /// <summary>
    /// How long a blocking query may wait; Consul adds up to a sixteenth of it. Up to 10 min; Consul's default is 5 min.
    /// Only meaningful with <see cref="Index"/>.
    /// </summary>
    public TimeSpan? Wait
    {
        get;
        init => field = value is not { } wait || (wait > TimeSpan.Zero && wait <= LongestWait)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), wait, "A blocking query waits above 0 and up to 10 minutes.");
    }

    /// <summary>How fresh the answer must be.</summary>
    public Consistency Consistency { get; init; }

    /// <summary>The datacenter to ask; null for the agent's own.</summary>
    public string? Datacenter { get; init; }

    /// <summary>An expression of Consul's filter language, such as <c>Service.Meta.version == "2"</c>. See <see cref="FilterText.Quote"/> for values.</summary>
    public string? Filter { get; init; }

    /// <summary>Sorts by round-trip time from this node; <c>_agent</c> means the agent's own.</summary>
    public string? Near { get; init; }
}

using Mesh.Registrar.Metadata;

namespace Mesh.Registrar.Reconciliation;

/// <summary>The one check of an entry: either a status that follows the source or a check that Consul's agent makes itself.</summary>
internal sealed record EntryCheck
{
    /// <summary>
    /// TTL of a check whose status follows the source: ten years, so that nobody has to send heartbeats. A short TTL would turn every
    /// instance of a host critical whenever the registrar is away; this way the last known status holds until somebody knows better.
    /// </summary>
    public static readonly TimeSpan EndlessTtl = TimeSpan.FromDays(3650);

    /// <summary>Id of the check in Consul. Another kind of check has another id: an agent runs on with the old kind under a reused one.</summary>
    public required string Id { get; init; }

    /// <summary>What the check does, for people; and what tells, on reading it back, whether it is still the one wanted.</summary>
    public required string Notes { get; init; }

    /// <summary>Time to live of a status that somebody sets; null for a check that the agent makes.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>URL that must answer with 2xx.</summary>
    public string? Http { get; init; }

    /// <summary>HTTP method; null for GET.</summary>
    public string? Method { get; init; }

    /// <summary><c>host:port</c> that must accept a connection.</summary>
    public string? Tcp { get; init; }

    /// <summary>How often the agent checks.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long the agent waits for an answer.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long critical until Consul removes the entry by itself; null for never.</summary>
    public TimeSpan? DeregisterAfter { get; init; }

    /// <summary>True where the registrar sets the status.</summary>
    public bool FollowsSource => Ttl is not null;

    /// <summary>The check of entry <paramref name="entry"/> at <paramref name="address"/>.</summary>
    public static EntryCheck For(string entry, CheckMetadata? asked, string address, int port)
    {
        if (asked is null)
        {
            return new() { Id = $"service:{entry}", Notes = "Follows the instance's state and health as its source tells them.", Ttl = EndlessTtl };
        }

        var authority = address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:{port}" : $"{address}:{port}";
        var url = asked.Kind == "tcp" ? null : $"{asked.Kind}://{authority}{asked.Path}";
        var what = url is null ? $"TCP {authority}" : $"{asked.Method ?? "GET"} {url}";
        return new()
        {
            Id = $"service:{entry}:{asked.Kind}",
            Notes = $"{what} every {Text(asked.Interval)}, timeout {Text(asked.Timeout)}, removed when critical for {Text(asked.DeregisterAfter)}.",
            Http = url,
            Method = asked.Method,
            Tcp = url is null ? authority : null,
            Interval = asked.Interval,
            Timeout = asked.Timeout,
            DeregisterAfter = asked.DeregisterAfter,
        };
    }

    private static string Text(TimeSpan? duration) => duration is { } set ? GoDuration.Format(set) : "Consul's default";
}

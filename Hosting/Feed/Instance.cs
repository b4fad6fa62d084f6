namespace Mesh.Hosting.Feed;

/// <summary>One instance of a resource, as the registrar sees it.</summary>
/// <param name="Id">The id of this process or container, kept over stop and start.</param>
/// <param name="Resource">The name in the model.</param>
/// <param name="DisplayName">The name that the dashboard shows: with several replicas the id, else the resource's name.</param>
/// <param name="State">One of Aspire's known states; may be empty during a start.</param>
/// <param name="Health">Healthy, Degraded or Unhealthy; null unless it runs.</param>
/// <param name="SharedHealth">Whether <paramref name="Health"/> is that of all replicas of a project together.</param>
/// <param name="Addresses">Its own addresses, not those of a proxy before it; empty until it has any.</param>
/// <param name="Environment">Its variables that begin with SERVICE_, sorted by name.</param>
/// <param name="ChangedAt">When anything of the above last changed; null where that is not told.</param>
internal sealed record Instance(
    string Id,
    string Resource,
    string DisplayName,
    string State,
    string? Health,
    bool SharedHealth,
    IReadOnlyList<string> Addresses,
    SortedDictionary<string, string> Environment,
    DateTimeOffset? ChangedAt = null);

namespace Mesh.Dashboard.Telemetry.Logs;

/// <summary>Keeps the last log entries of each resource.</summary>
internal sealed class LogStore(TelemetryLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceKey, ResourceEntries> _resources = [];
    private long _lastId;

    /// <summary>The number of the next entry.</summary>
    public long NextId() => Interlocked.Increment(ref _lastId);

    public void Add(ResourceKey resource, IReadOnlyList<LogEntry> entries)
    {
        lock (_gate)
        {
            if (!_resources.TryGetValue(resource, out var kept))
            {
                _resources.Add(resource, kept = new());
            }

            foreach (var entry in entries)
            {
                kept.Entries.Enqueue(entry);
                if (kept.Entries.Count > limits.MaxLogCount)
                {
                    kept.Entries.Dequeue();
                    kept.Dropped++;
                }
            }
        }
    }

    public Page<LogEntry> Query(LogQuery query)
    {
        var found = Kept(key => (query.Resource is null || key == query.Resource) && (query.ResourceName is null || IsNamed(key, query.ResourceName)))
            .Where(entry => Accepts(query, entry)).ToArray();
        Array.Sort(found, query.NewestFirst ? static (one, other) => Compare(other, one) : Compare);
        return new([.. found.Skip(query.Skip).Take(query.Take)], found.Length);
    }

    public LogEntry? Find(long id) => Kept(_ => true).FirstOrDefault(entry => entry.Id == id);

    public IReadOnlyList<string> AttributeNames(ResourceKey? resource) =>
        [.. Kept(key => resource is null || key == resource).SelectMany(entry => entry.Attributes).Select(attribute => attribute.Name).Distinct().Order(StringComparer.Ordinal)];

    public Retention RetentionOf(ResourceKey resource)
    {
        lock (_gate)
        {
            return _resources.TryGetValue(resource, out var kept) ? new(kept.Entries.Count, kept.Dropped) : default;
        }
    }

    public void Clear(ResourceKey? resource)
    {
        lock (_gate)
        {
            if (resource is null)
            {
                _resources.Clear();
            }
            else
            {
                _resources.Remove(resource);
            }
        }
    }

    // Copied under the lock, looked at outside: a search through everything holds up nobody who has something to tell.
    private IEnumerable<LogEntry> Kept(Func<ResourceKey, bool> isWanted)
    {
        lock (_gate)
        {
            return _resources.Where(resource => isWanted(resource.Key)).Select(resource => resource.Value.Entries.ToArray()).ToArray().SelectMany(entries => entries);
        }
    }

    private static bool IsNamed(ResourceKey key, string name) => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase);

    private static bool Accepts(LogQuery query, LogEntry entry) =>
        entry.Severity >= query.MinimumSeverity
        && entry.Id > query.AfterId
        && (query.TraceId is null || entry.TraceId == query.TraceId)
        && (query.SpanId is null || entry.SpanId == query.SpanId)
        && query.Attributes.All(filter => filter.Accepts(entry.Attributes))
        && (string.IsNullOrEmpty(query.Text) || Contains(entry, query.Text));

    private static bool Contains(LogEntry entry, string text) =>
        entry.Message.Contains(text, StringComparison.OrdinalIgnoreCase)
        || entry.Category.Contains(text, StringComparison.OrdinalIgnoreCase)
        || (entry.Exception?.Contains(text, StringComparison.OrdinalIgnoreCase) ?? false);

    private static int Compare(LogEntry one, LogEntry other) => one.Time.CompareTo(other.Time) is not 0 and var byTime ? byTime : one.Id.CompareTo(other.Id);

    private sealed class ResourceEntries
    {
        public Queue<LogEntry> Entries { get; } = new();

        public long Dropped { get; set; }
    }
}

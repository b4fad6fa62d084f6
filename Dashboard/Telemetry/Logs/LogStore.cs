using System.Buffers;

namespace Mesh.Dashboard.Telemetry.Logs;

/// <summary>Keeps the last log entries of each resource.</summary>
internal sealed class LogStore(TelemetryLimits limits)
{
    private const int MostAttributeNames = 500;

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
                kept.Note(entry.Attributes);

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
        var kept = Kept(query.Resources);
        try
        {
            var found = kept.Where(entry => Accepts(query, entry));
            return Selection.Of(found, query.NewestFirst ? static (one, other) => Compare(other, one) : Compare, query.Skip, query.Take);
        }
        finally
        {
            ArrayPool<LogEntry>.Shared.Return(kept.Array!, clearArray: true);
        }
    }

    public LogEntry? Find(long id)
    {
        lock (_gate)
        {
            return _resources.Values.SelectMany(resource => resource.Entries).FirstOrDefault(entry => entry.Id == id);
        }
    }

    public IReadOnlyList<string> AttributeNames(IReadOnlyList<ResourceKey>? resources)
    {
        lock (_gate)
        {
            return [.. Wanted(resources).SelectMany(resource => resource.AttributeNames).Distinct().Order(StringComparer.Ordinal)];
        }
    }

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

    private IEnumerable<ResourceEntries> Wanted(IReadOnlyList<ResourceKey>? resources) =>
        _resources.Where(resource => resources?.Contains(resource.Key) ?? true).Select(resource => resource.Value);

    // Copied under the lock, looked at outside: a search through everything holds up nobody who has something to tell.
    // The array is borrowed: it would be too large for the collector to like it.
    private ArraySegment<LogEntry> Kept(IReadOnlyList<ResourceKey>? wanted)
    {
        lock (_gate)
        {
            var (kept, count) = (ArrayPool<LogEntry>.Shared.Rent(Wanted(wanted).Sum(resource => resource.Entries.Count)), 0);
            foreach (var resource in Wanted(wanted))
            {
                resource.Entries.CopyTo(kept, count);
                count += resource.Entries.Count;
            }

            return new(kept, 0, count);
        }
    }

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

        /// <summary>The names that its entries had first: more than these nobody would look through.</summary>
        public HashSet<string> AttributeNames { get; } = [];

        public long Dropped { get; set; }

        public void Note(IReadOnlyList<TelemetryAttribute> attributes)
        {
            for (var i = 0; i < attributes.Count && AttributeNames.Count < MostAttributeNames; i++)
            {
                AttributeNames.Add(attributes[i].Name);
            }
        }
    }
}

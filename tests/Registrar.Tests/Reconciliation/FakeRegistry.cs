using System.Collections.Concurrent;
using Mesh.Registrar.Reconciliation;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.Registrar.Tests.Reconciliation;

/// <summary>A Consul in memory that fails when the test says so, and that notices two writes of one entry at once.</summary>
internal sealed class FakeRegistry : IServiceRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RegisteredEntry> _entries = [];
    private readonly HashSet<string> _writing = [];
    private readonly List<string> _writes = [];
    private int _most;

    /// <summary>Decides about each read (id null) and write before it happens: an exception to throw, or null.</summary>
    public Func<string?, Exception?> Fault { get; set; } = _ => null;

    /// <summary>What each write (of the entry with this id) waits for before it happens, and each read (id null) after it happened.</summary>
    public Func<string?, Task> Delay { get; set; } = _ => Task.CompletedTask;

    /// <summary>True when a write changes nothing.</summary>
    public bool Forgets { get; set; }

    /// <summary>Every write begun, in order.</summary>
    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (_lock)
            {
                return [.. _writes];
            }
        }
    }

    /// <summary>The last mark of each entry.</summary>
    public ConcurrentDictionary<string, ChangeMark> Marks { get; } = new();

    /// <summary>The most writes under way at once.</summary>
    public int MostAtOnce => _most;

    /// <summary>Ids of which two writes were under way at once.</summary>
    public List<string> Collisions { get; } = [];

    public IReadOnlyDictionary<string, RegisteredEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return _entries.ToDictionary();
            }
        }
    }

    public void Put(RegisteredEntry entry)
    {
        lock (_lock)
        {
            _entries[entry.Id] = entry;
        }
    }

    public void Remove(string id)
    {
        lock (_lock)
        {
            _entries.Remove(id);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    public ServiceEntry Fit(ServiceEntry entry) => entry;

    public async Task<IReadOnlyDictionary<string, RegisteredEntry>> ReadAsync(CancellationToken cancellation)
    {
        await Task.Yield();
        var entries = Fault(null) is { } fault ? throw fault : Entries;
        await Delay(null).WaitAsync(cancellation);
        return entries;
    }

    public Task RegisterAsync(ServiceEntry entry, bool isNew, CancellationToken cancellation) =>
        WriteAsync($"register {entry.Id}", entry.Id, cancellation, () =>
        {
            // As Consul does: a check that is there keeps its status.
            var kept = _entries.GetValueOrDefault(entry.Id)?.Checks.GetValueOrDefault(entry.Checks[0].Id)?.Status;
            var registered = Sample.Registered(kept is { } status ? entry with { Status = status } : entry);
            _entries[entry.Id] = Mark(entry) is { } mark
                ? registered with { Service = registered.Service with { Meta = entry.Meta.SetItem(ChangeMark.Key, mark.ToString()) } }
                : registered;
        });

    public Task DeregisterAsync(string id, CancellationToken cancellation) => WriteAsync($"deregister {id}", id, cancellation, () => _entries.Remove(id));

    public Task SetStatusAsync(ServiceEntry entry, CancellationToken cancellation) =>
        WriteAsync($"status {entry.Id} {entry.Status}", entry.Id, cancellation, () =>
        {
            if (!_entries.TryGetValue(entry.Id, out var registered) || !registered.Checks.TryGetValue(entry.SourceCheck!.Id, out var check))
            {
                throw new RegistryException("404", "no such check");
            }

            Mark(entry);
            _entries[entry.Id] = registered with
            {
                Checks = new Dictionary<string, Consul.HealthCheck>(registered.Checks) { [check.CheckId] = check with { Status = entry.Status } },
            };
        });

    private ChangeMark? Mark(ServiceEntry entry)
    {
        if (entry.Mark is not null)
        {
            Marks[entry.Id] = entry.Mark;
        }

        return entry.Mark;
    }

    private async Task WriteAsync(string what, string id, CancellationToken cancellation, Action apply)
    {
        lock (_lock)
        {
            _writes.Add(what);
            if (!_writing.Add(id))
            {
                Collisions.Add(id);
            }

            _most = Math.Max(_most, _writing.Count);
        }

        try
        {
            await Delay(id).WaitAsync(cancellation);
            if (Fault(id) is { } fault)
            {
                throw fault;
            }

            lock (_lock)
            {
                if (!Forgets)
                {
                    apply();
                }
            }
        }
        finally
        {
            lock (_lock)
            {
                _writing.Remove(id);
            }
        }
    }
}

using Mesh.Registrar.Instances;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Telemetry;

/// <summary>How the registrar fares: what health and metrics tell, and when a trouble with Consul is logged.</summary>
internal sealed class RegistrarCondition(InstanceCatalogue catalogue, TimeProvider time, ILogger<RegistrarCondition> logger)
{
    private readonly Lock _lock = new();
    private long? _syncedAt;
    private RegistryException? _trouble;
    private string? _unwritten;
    private long _troubledAt;

    /// <summary>How many entries should stand in Consul.</summary>
    public int Entries { get; private set; }

    /// <summary>Time since Consul was last seen to hold exactly what it should; null before the first time.</summary>
    public TimeSpan? SinceSync
    {
        get
        {
            lock (_lock)
            {
                return _syncedAt is { } at ? time.GetElapsedTime(at) : null;
            }
        }
    }

    /// <summary>What is not as it should be, one sentence each; empty when all is well.</summary>
    public IReadOnlyList<string> Troubles
    {
        get
        {
            lock (_lock)
            {
                return [.. new[] { _trouble?.Message ?? _unwritten }.OfType<string>(), .. catalogue.Troubles];
            }
        }
    }

    /// <summary>Consul was compared with what it should hold.</summary>
    /// <param name="desired">What it should hold.</param>
    /// <param name="isEqual">Whether it held exactly that.</param>
    /// <param name="unwritten">What keeps the difference from being written; null when nothing does.</param>
    public void Compared(DesiredState desired, bool isEqual, string? unwritten)
    {
        lock (_lock)
        {
            _unwritten = unwritten;
            Entries = desired.Entries.Count;
            if (!isEqual || !desired.IsComplete)
            {
                return;
            }

            if (_syncedAt is null)
            {
                Log.Synced(logger, desired.Entries.Count, catalogue.Views.Sum(each => each.View.Instances.Count));
            }

            _syncedAt = time.GetTimestamp();
        }
    }

    /// <summary>Consul was read.</summary>
    public void ConsulAnswered()
    {
        lock (_lock)
        {
            if (_trouble is not null)
            {
                Log.ConsulFound(logger, time.GetElapsedTime(_troubledAt).TotalSeconds);
                _trouble = null;
            }
        }
    }

    /// <summary>Consul could not be read.</summary>
    public void ConsulFailed(RegistryException trouble)
    {
        lock (_lock)
        {
            if (_trouble is null)
            {
                _troubledAt = time.GetTimestamp();
            }

            if (_trouble?.Condition != trouble.Condition)
            {
                Log.ConsulLost(logger, trouble.Message);
            }

            _trouble = trouble;
        }
    }
}

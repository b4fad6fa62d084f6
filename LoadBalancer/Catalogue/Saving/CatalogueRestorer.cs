using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Catalogue.Saving;

/// <summary>Gives back what an earlier run saved, until Consul answers.</summary>
internal sealed partial class CatalogueRestorer(CatalogueFile file, CatalogueStore store, WatchSettings settings, ILogger<CatalogueRestorer> logger)
{
    /// <summary>The saved route tags, and since when and why they are used; null when nothing was restored.</summary>
    public (ImmutableDictionary<string, ImmutableArray<string>> Tags, Staleness Staleness)? Tags { get; private set; }

    /// <summary>Reads the file, and makes the store know what it holds.</summary>
    public void Restore()
    {
        if (file.Read() is not { } saved)
        {
            return;
        }

        var staleness = new Staleness(saved.SavedAt, $"Consul has not answered yet; saved in {file.Path} at {saved.SavedAt:u}");
        foreach (var (name, instances) in saved.Services)
        {
            store.SetService(new(name, [.. instances.Select(Read)], staleness));
        }

        Tags = (saved.Tags.ToImmutableDictionary(service => service.Key, service => service.Value.ToImmutableArray(), StringComparer.Ordinal), staleness);
        store.Restored(Tags.Value.Tags, staleness);
        Log.Restored(logger, saved.Services.Count, saved.Services.Values.Sum(instances => instances.Count), file.Path!, saved.SavedAt);
    }

    private Instance Read(SavedInstance saved)
    {
        var missing = settings.Filter.MissingTag(saved.Tags);
        var state = missing is null ? saved.State : InstanceState.LeftOut;
        var reason = InstanceFilter.ReasonFor(missing) ?? saved.Reason;
        return new(saved.Id, saved.Address, [.. saved.Tags], state, settings.Filter.Takes(state), reason, saved.Weight)
        {
            IsLastResort = settings.Filter.TakesAsLastResort(state),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "Starting with {Services} services and {Instances} instances saved in {File} at {SavedAt:u}, until Consul answers.", EventName = nameof(Restored))]
        public static partial void Restored(ILogger logger, int services, int instances, string file, DateTimeOffset savedAt);
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Mesh.LoadBalancer.Configuration;

namespace Mesh.LoadBalancer.Catalogue.Saving;

/// <summary>
/// The file that the setting <c>Snapshot</c> names. Written in one step: a reader, or a start after a power cut, sees the old one or the new one.
/// </summary>
internal sealed partial class CatalogueFile(LoadBalancerOptions options, ILogger<CatalogueFile> logger)
{
    /// <summary>The file's path; null when nothing is to be saved.</summary>
    public string? Path => options.Snapshot;

    /// <summary>What an earlier run saved; null when there is nothing that can be read, which is told unless there is no file.</summary>
    public SavedCatalogue? Read()
    {
        if (Path is null || !File.Exists(Path))
        {
            return null;
        }

        try
        {
            using var file = File.OpenRead(Path);
            var saved = JsonSerializer.Deserialize(file, SavedCatalogueJson.Default.SavedCatalogue);
            if (ProblemWith(saved) is not { } problem)
            {
                return saved;
            }

            Log.Ignored(logger, Path, problem);
        }
        catch (JsonException e)
        {
            Log.Ignored(logger, Path, $"it is damaged: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Ignored(logger, Path, e.Message);
        }

        return null;
    }

    private static string? ProblemWith(SavedCatalogue? saved) =>
        saved?.Format != SavedCatalogue.ThisFormat ? "it is not one of this program's"
        : saved.Version != SavedCatalogue.ThisVersion ? $"it has version {saved.Version}, and this program reads version {SavedCatalogue.ThisVersion}"
        : saved.Tags.Values.Any(tags => tags?.Contains(null!) != false) || saved.Services.Values.Any(instances => instances?.All(IsWhole) != true)
        ? "it is damaged: something in a list is missing"
        : null;

    private static bool IsWhole(SavedInstance? instance) =>
        instance is not null && !instance.Tags.Contains(null!) && Uri.TryCreate($"http://{instance.Address}", UriKind.Absolute, out _);

    /// <summary>Saves what is known.</summary>
    /// <returns>Whether that worked; if not, it is told.</returns>
    public bool Write(CatalogueSnapshot snapshot, DateTimeOffset now)
    {
        var unfinished = $"{Path}.unfinished";
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, Describe(snapshot, now), SavedCatalogueJson.Default.SavedCatalogue);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path!, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(logger, Path!, e.Message);
            return false;
        }
    }

    private static SavedCatalogue Describe(CatalogueSnapshot snapshot, DateTimeOffset now) => new(
        SavedCatalogue.ThisFormat,
        SavedCatalogue.ThisVersion,
        now,
        snapshot.Tags.ToDictionary(service => service.Key, service => (IReadOnlyList<string>)service.Value),
        snapshot.Services.ToDictionary(service => service.Key, service => Describe(service.Value.Instances)));

    // What the settings leave out, or cannot be used, is for Consul to tell anew.
    private static IReadOnlyList<SavedInstance> Describe(ImmutableArray<Instance> instances) =>
    [
        .. instances.Where(instance => instance.State is not InstanceState.LeftOut and not InstanceState.Unusable)
            .Select(instance => new SavedInstance(
                instance.Id, instance.Address, instance.Tags, instance.State, instance.Reason, instance.Weight)),
    ];

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The saved catalogue {File} is ignored: {Reason}", EventName = nameof(Ignored))]
        public static partial void Ignored(ILogger logger, string file, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The catalogue could not be saved to {File}: {Reason}", EventName = nameof(NotWritten))]
        public static partial void NotWritten(ILogger logger, string file, string reason);
    }
}

using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Feed;

/// <summary>
/// Applies one connection's events to a view: <c>snapshot</c> first, then <c>upsert</c> and <c>remove</c>; others are ignored, so that the
/// feed may learn new ones. An instance that cannot be read is left out with a warning.
/// </summary>
internal sealed partial class FeedReader(ILogger<FeedReader> logger)
{
    private const string Snapshot = "snapshot";

    /// <summary>Reads until the stream ends.</summary>
    /// <exception cref="FeedException">The stream is no instance feed.</exception>
    public async Task ReadAsync(Stream stream, InstanceView view, CancellationToken cancellation)
    {
        var hasSnapshot = false;
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation))
        {
            if (!hasSnapshot && item.EventType != Snapshot)
            {
                throw new FeedException($"it sent '{item.EventType}' before a snapshot");
            }

            hasSnapshot = true;
            Apply(item, view);
        }
    }

    private void Apply(SseItem<string> item, InstanceView view)
    {
        switch (item.EventType)
        {
            case Snapshot:
                view.Replace(Parse(item, FeedJson.Default.JsonElementArray).Select(ReadInstance).OfType<Instance>());
                break;
            case "upsert" when ReadInstance(Parse(item, FeedJson.Default.JsonElement)) is { } instance:
                view.Upsert(instance);
                break;
            case "remove":
                view.Remove(Parse(item, FeedJson.Default.FeedRemoval).Id);
                break;
        }
    }

    private static T Parse<T>(SseItem<string> item, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(item.Data, type) ?? throw new FeedException($"its '{item.EventType}' is empty");
        }
        catch (JsonException e)
        {
            throw new FeedException($"its '{item.EventType}' cannot be read: {e.Message}", e);
        }
    }

    private Instance? ReadInstance(JsonElement element)
    {
        try
        {
            return element.Deserialize(FeedJson.Default.Instance) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            var isNamed = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var id);
            Log.UnreadableInstance(logger, isNamed ? element.GetProperty("id").ToString() : "without an id", e.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Instance {Instance} of the feed cannot be read and is left out: {Cause}", EventName = nameof(UnreadableInstance))]
        public static partial void UnreadableInstance(ILogger logger, string instance, string cause);
    }
}

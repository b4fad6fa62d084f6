using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Feed;

/// <summary>
/// All instances of the application, each as the JSON that the feed sends: what does not change the JSON changes nothing. For one caller at a time.
/// </summary>
internal sealed class InstanceBoard(TimeProvider time)
{
    // The JSON of each without the time of its change.
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>JSON of an <see cref="Instance"/>, by its id.</summary>
    public Board<string> Instances { get; } = new();

    /// <summary>Takes in what happened to a resource.</summary>
    public void Apply(ResourceEvent change)
    {
        if (InstanceReader.Read(change) is not { } instance)
        {
            _known.Remove(change.ResourceId);
            Instances.Remove(change.ResourceId);
            return;
        }

        // Nobody can use what has neither addresses nor metadata; but one that is known stays so while a start briefly leaves it bare.
        if (instance.Addresses.Count == 0 && instance.Environment.Count == 0 && !_known.ContainsKey(instance.Id))
        {
            return;
        }

        var description = JsonSerializer.Serialize(instance, FeedJson.Default.Instance);
        if (_known.GetValueOrDefault(instance.Id) != description)
        {
            _known[instance.Id] = description;
            Instances.Set(instance.Id, JsonSerializer.Serialize(instance with { ChangedAt = time.GetUtcNow() }, FeedJson.Default.Instance));
        }
    }
}

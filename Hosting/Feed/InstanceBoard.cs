using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Feed;

/// <summary>All instances of the application, each as the JSON that the feed sends: what does not change the JSON changes nothing.</summary>
internal sealed class InstanceBoard
{
    /// <summary>JSON of an <see cref="Instance"/>, by its id.</summary>
    public Board<string> Instances { get; } = new();

    /// <summary>Takes in what happened to a resource.</summary>
    public void Apply(ResourceEvent change)
    {
        if (InstanceReader.Read(change) is not { } instance)
        {
            Instances.Remove(change.ResourceId);
            return;
        }

        // Nobody can use what has neither addresses nor metadata; but one that is known stays so while a start briefly leaves it bare.
        if (instance.Addresses.Count > 0 || instance.Environment.Count > 0 || Instances.Current.ContainsKey(instance.Id))
        {
            Instances.Set(instance.Id, JsonSerializer.Serialize(instance, FeedJson.Default.Instance));
        }
    }
}

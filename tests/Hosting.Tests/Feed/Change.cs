using System.Collections.Immutable;

namespace Mesh.Hosting.Tests.Feed;

/// <summary>Makes the events with which Aspire tells what happens to resources.</summary>
internal static class Change
{
    public static readonly ProjectResource Web = new("web");

    public static ResourceEvent Of(IResource resource, string state = "Running", params (string Name, string Value)[] environment) =>
        Of(resource, resource.Name, state, environment);

    public static ResourceEvent Of(IResource resource, string id, string state, params (string Name, string Value)[] environment) =>
        new(resource, id, Snapshot(state) with { EnvironmentVariables = [.. environment.Select(entry => new EnvironmentVariableSnapshot(entry.Name, entry.Value, true))] });

    public static CustomResourceSnapshot Snapshot(string state) => new()
    {
        ResourceType = "Test",
        Properties = ImmutableArray<ResourcePropertySnapshot>.Empty,
        State = state,
    };

    public static ResourceEvent With(this ResourceEvent change, Func<CustomResourceSnapshot, CustomResourceSnapshot> alter) =>
        new(change.Resource, change.ResourceId, alter(change.Snapshot));
}

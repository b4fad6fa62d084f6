namespace Mesh.Hosting.Feed;

/// <summary>Says which instance is no longer there.</summary>
internal sealed record RemovedInstance(string Id);

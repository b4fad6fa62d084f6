namespace Aspire.Hosting.ApplicationModel;

/// <summary>How an instance relates to a resource.</summary>
/// <param name="ResourceName">The resource.</param>
/// <param name="Type">The kind of relation.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);

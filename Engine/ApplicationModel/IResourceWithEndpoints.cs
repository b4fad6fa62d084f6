namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that others reach at network endpoints.</summary>
public interface IResourceWithEndpoints : IResource;

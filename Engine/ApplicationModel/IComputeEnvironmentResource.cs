namespace Aspire.Hosting.ApplicationModel;

/// <summary>A place where an application can be published to.</summary>
public interface IComputeEnvironmentResource : IResource;

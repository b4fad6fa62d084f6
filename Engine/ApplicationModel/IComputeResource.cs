namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that computes: it can be published to a compute environment.</summary>
public interface IComputeResource : IResource;

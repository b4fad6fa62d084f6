namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource without a life of its own, such as a parameter; nothing starts or stops it.</summary>
public interface IResourceWithoutLifetime : IResource;

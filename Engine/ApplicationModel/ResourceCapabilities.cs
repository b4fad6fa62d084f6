namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is started with environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource that is started with command line arguments.</summary>
public interface IResourceWithArgs : IResource;

/// <summary>A resource that others reach at network endpoints.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource whose start can wait for others.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource that computes: it can be published to a compute environment.</summary>
public interface IComputeResource : IResource;

/// <summary>A resource without a life of its own, such as a parameter; nothing starts or stops it.</summary>
public interface IResourceWithoutLifetime : IResource;

/// <summary>A resource that is shown beneath another.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource above this one.</summary>
    IResource Parent { get; }
}

/// <summary>A resource that is shown beneath another of a known type.</summary>
/// <typeparam name="T">The parent's type.</typeparam>
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    /// <summary>The resource above this one.</summary>
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}

namespace Aspire.Hosting.ApplicationModel;

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

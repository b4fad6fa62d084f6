namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the distributed application: a process, a container, a project or anything shown beside them.</summary>
public interface IResource
{
    /// <summary>The name, unique in the model regardless of case.</summary>
    string Name { get; }

    /// <summary>What is known about the resource; everything that builds or runs it reads from here.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

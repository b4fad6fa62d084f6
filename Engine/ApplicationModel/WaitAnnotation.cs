using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a resource starts only when another has got somewhere.</summary>
/// <param name="resource">The resource that is waited for.</param>
/// <param name="waitType">How far it must have got.</param>
/// <param name="exitCode">With <see cref="WaitType.WaitForCompletion"/>, the exit code that counts as success.</param>
[DebuggerDisplay("{WaitType} {Resource.Name}")]
public class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The resource that is waited for.</summary>
    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>How far it must have got.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>What happens when it cannot get there any more; <see langword="null"/> for the application's default.</summary>
    public WaitBehavior? WaitBehavior { get; set; }

    /// <summary>With <see cref="WaitType.WaitForCompletion"/>, the exit code that counts as success.</summary>
    public int ExitCode { get; } = exitCode;
}

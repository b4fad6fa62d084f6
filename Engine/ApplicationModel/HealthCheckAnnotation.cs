using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A registered health check that tells whether the resource is well.</summary>
/// <param name="key">The name under which the check is registered.</param>
[DebuggerDisplay("{Key}")]
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The name under which the check is registered.</summary>
    public string Key { get; } = key ?? throw new ArgumentNullException(nameof(key));
}

using System.Reflection;

namespace Aspire.Hosting;

/// <summary>How an application is built.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The AppHost's command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly. Default: the one the process was started with.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The AppHost's project directory. Default: what its build recorded.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Whether there is no dashboard.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Whether the dashboard may be served without TLS. Default: <c>ASPIRE_ALLOW_UNSECURED_TRANSPORT</c>.</summary>
    public bool AllowUnsecuredTransport { get; set; }

    internal Assembly? Assembly => AssemblyName is { } name ? System.Reflection.Assembly.Load(name) : System.Reflection.Assembly.GetEntryAssembly();
}

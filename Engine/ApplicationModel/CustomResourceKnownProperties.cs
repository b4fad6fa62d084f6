namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of properties that many resources have.</summary>
public static class CustomResourceKnownProperties
{
    /// <summary>Where the resource comes from: a path, an image.</summary>
    public static string Source { get; } = "resource.source";

    /// <summary>The connection string.</summary>
    public static string ConnectionString { get; } = "resource.connectionString";
}

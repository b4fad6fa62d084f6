namespace Aspire.Hosting.ApplicationModel;

/// <summary>How the resource is published.</summary>
public class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    /// <summary>The annotation that leaves a resource out.</summary>
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new();

    private protected ManifestPublishingCallbackAnnotation()
    {
    }
}

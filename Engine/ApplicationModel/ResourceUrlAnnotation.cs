using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL at which people reach a resource.</summary>
[DebuggerDisplay("{Url}")]
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The URL: absolute, or a path below the endpoint's.</summary>
    public required string Url { get; set; }

    /// <summary>The text that is shown instead of the URL.</summary>
    public string? DisplayText { get; set; }

    /// <summary>Higher comes first.</summary>
    public int? DisplayOrder;

    /// <summary>Where the URL is shown.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; } = UrlDisplayLocation.SummaryAndDetails;

    /// <summary>The endpoint the URL belongs to.</summary>
    public EndpointReference? Endpoint { get; init; }
}

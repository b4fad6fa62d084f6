namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a URL is shown.</summary>
public enum UrlDisplayLocation
{
    /// <summary>In lists and in a resource's details.</summary>
    SummaryAndDetails,

    /// <summary>Only in a resource's details.</summary>
    DetailsOnly,
}

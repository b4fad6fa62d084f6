using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>The URLs that people are shown of a resource.</summary>
internal sealed class InstanceUrls(DistributedApplicationExecutionContext context)
{
    public async Task<ImmutableArray<UrlSnapshot>> OfAsync(IResource resource, bool isActive, CancellationToken cancellationToken)
    {
        var urls = resource is IResourceWithEndpoints owner
            ? owner.GetEndpoints().Where(endpoint => endpoint.IsAllocated).Select(endpoint => new ResourceUrlAnnotation { Url = endpoint.Url, Endpoint = endpoint }).ToList()
            : [];
        urls.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());
        var callbacks = new ResourceUrlsCallbackContext(context, resource, urls, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            await annotation.Callback(callbacks);
        }

        return [.. urls.Select(url => new UrlSnapshot(url.Endpoint?.EndpointName, Absolute(url), url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
        {
            IsInactive = url.Endpoint is not null && !isActive,
            DisplayProperties = new(url.DisplayText ?? "", url.DisplayOrder ?? 0),
        })];
    }

    private static string Absolute(ResourceUrlAnnotation url) =>
        url.Url.StartsWith('/') && url.Endpoint is { } endpoint ? new Uri(new Uri(endpoint.Url), url.Url).ToString() : url.Url;
}

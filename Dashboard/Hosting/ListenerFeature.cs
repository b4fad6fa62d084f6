using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.Dashboard.Hosting;

/// <summary>On a connection and its requests: through which port it came.</summary>
internal sealed record ListenerFeature(ListenerKind Kind)
{
    public static ListenerKind Of(HttpContext context) => context.Features.GetRequiredFeature<ListenerFeature>().Kind;
}

/// <summary>On an endpoint: through which port it is reached. Endpoints without it are pages.</summary>
internal sealed record ListenerMetadata(ListenerKind Kind);

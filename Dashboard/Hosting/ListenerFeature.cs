using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.Dashboard.Hosting;

/// <summary>On a connection and its requests: through which port it came.</summary>
internal sealed record ListenerFeature(ListenerKind Kind)
{
    public static ListenerKind Of(HttpContext context) => context.Features.GetRequiredFeature<ListenerFeature>().Kind;
}

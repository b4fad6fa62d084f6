using Mesh.ServiceDefaults;
using Mesh.SimpleWeb.Page;
using Mesh.SimpleWeb.Visits;

namespace Mesh.SimpleWeb.Apis;

internal static class PageApi
{
    // Nothing but the inline style may run or load, whatever finds its way into the page.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary><c>GET /</c>: the page of visits, or this visit as JSON for a client that prefers it.</summary>
    public static IEndpointConventionBuilder MapPage(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/", static IResult (HttpContext context, VisitBook visits, InstanceIdentity instance) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.Vary = "Accept";
            var visit = visits.Count(context);
            if (AcceptedFormat.IsJson(context.Request))
            {
                return TypedResults.Json(VisitReport.Of(visit, instance), VisitJson.Default.VisitReport);
            }

            context.Response.Headers.ContentSecurityPolicy = Policy;
            return TypedResults.Content(VisitPage.Render(instance.Id, visit, visits.Recent()), "text/html; charset=utf-8");
        });
}

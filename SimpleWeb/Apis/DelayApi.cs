using Mesh.ServiceDefaults;
using Mesh.SimpleWeb.Visits;

namespace Mesh.SimpleWeb.Apis;

internal static class DelayApi
{
    private const int Longest = 600_000;

    /// <summary><c>GET /delay/{milliseconds}</c>: this visit as JSON after that time (at most ten minutes), unless the client gives up before.</summary>
    public static IEndpointConventionBuilder MapDelay(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/delay/{milliseconds:int}", static async Task<IResult> (
            int milliseconds, HttpContext context, VisitBook visits, InstanceIdentity instance, TimeProvider time) =>
        {
            if (milliseconds is < 0 or > Longest)
            {
                return OutOfRange.Result("milliseconds", milliseconds, 0, Longest);
            }

            var visit = visits.Count(context);
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, context.RequestAborted);
            return TypedResults.Json(VisitReport.Of(visit, instance), VisitJson.Default.VisitReport);
        });
}

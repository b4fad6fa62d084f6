namespace Mesh.Registrar.Telemetry;

/// <summary>Lets <c>/health</c> say below its status what is not as it should be, a line each.</summary>
internal static class HealthReasons
{
    /// <summary>Adds the reasons to the answers of <paramref name="endpoints"/>.</summary>
    public static void WithReasons(this IEndpointConventionBuilder endpoints) => endpoints.Add(endpoint =>
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: "/health", RequestDelegate: { } answer })
        {
            endpoint.RequestDelegate = async context =>
            {
                await answer(context);
                foreach (var trouble in context.RequestServices.GetRequiredService<RegistrarCondition>().Troubles)
                {
                    await context.Response.WriteAsync($"\n{trouble}", context.RequestAborted);
                }
            };
        }
    });
}

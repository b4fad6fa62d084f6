namespace Mesh.SimpleWeb.Apis;

internal static class EchoApi
{
    /// <summary><c>POST /echo</c>: sends the body back while it arrives, with its content type; Kestrel's limit of 30,000,000 bytes holds.</summary>
    public static IEndpointConventionBuilder MapEcho(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/echo", static Task (HttpContext context) =>
        {
            context.Response.ContentType = context.Request.ContentType ?? "application/octet-stream";
            return context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted);
        });
}

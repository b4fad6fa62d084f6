using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mesh.Hosting.Control;

/// <summary>The control interface over HTTP.</summary>
internal static class ControlEndpoints
{
    /// <summary>GET: all resources.</summary>
    public static Task ListAsync(HttpContext context, ResourceList resources) =>
        context.Response.WriteAsJsonAsync(resources.Read(), ControlJson.Default.IReadOnlyListResourceLine, cancellationToken: context.RequestAborted);

    /// <summary>
    /// POST a <see cref="ControlRequest"/>: answered with server-sent events, <c>progress</c> while it takes time and then <c>succeeded</c> or
    /// <c>failed</c>, each with a sentence. The command goes on when the caller goes away.
    /// </summary>
    public static async Task ExecuteAsync(HttpContext context, ControlCommands commands, CancellationToken closing)
    {
        ControlRequest? request;
        try
        {
            request = await context.Request.ReadFromJsonAsync(ControlJson.Default.ControlRequest, context.RequestAborted);
        }
        catch (JsonException)
        {
            request = null;
        }

        if (request is not { Resource: not null, Command: not null })
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await SseFormatter.WriteAsync(commands.ExecuteAsync(request, closing), context.Response.Body, context.RequestAborted);
    }
}

using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Http;

namespace Mesh.Hosting.Feed;

/// <summary>Serves the feed to one reader, until it goes or the server closes.</summary>
internal static class FeedEndpoint
{
    public static async Task ServeAsync(HttpContext context, InstanceBoard board, CancellationToken closing)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(closing, context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await SseFormatter.WriteAsync(InstanceFeed.ReadAsync(board.Instances, ending.Token), context.Response.Body, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The one way in which a feed ends.
        }
    }
}

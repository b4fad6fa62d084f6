namespace Mesh.SimpleWeb.Apis;

internal static class BytesApi
{
    private const long Most = 1L << 30;

    private static readonly byte[] Block = [.. Enumerable.Repeat((byte)'x', 16 * 1024)];

    /// <summary><c>GET /bytes/{count}</c>: that many bytes (at most 1 GiB), streamed in blocks of 16 KiB with a <c>Content-Length</c>.</summary>
    public static IEndpointConventionBuilder MapBytes(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/bytes/{count:long}", static async Task (long count, HttpContext context) =>
        {
            if (count is < 0 or > Most)
            {
                await OutOfRange.Result("count", count, 0, Most).ExecuteAsync(context);
                return;
            }

            context.Response.ContentType = "application/octet-stream";
            context.Response.ContentLength = count;
            for (var left = count; left > 0; left -= Block.Length)
            {
                await context.Response.Body.WriteAsync(Block.AsMemory(0, (int)Math.Min(left, Block.Length)), context.RequestAborted);
            }
        });
}

using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mesh.AppHost.Tests.Clusters;

/// <summary>What a second machine has of its own: an instance of the service, and the feed that tells that machine's registrar of it.</summary>
internal sealed class OtherMachine : IAsyncDisposable
{
    public const string Instance = "other-1";
    public const string Token = "other-secret";

    private readonly WebApplication _app;

    private OtherMachine()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.Zero);
        _app = builder.Build();
        _app.MapGet("/", () => Results.Json(new { instance = Instance }));
        _app.MapGet("/instances", FeedAsync);
    }

    public string Url => _app.Urls.Single();

    public static async Task<OtherMachine> StartAsync()
    {
        var machine = new OtherMachine();
        await machine._app.StartAsync(TestContext.Current.CancellationToken);
        return machine;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task FeedAsync(HttpContext context)
    {
        var snapshot = JsonSerializer.Serialize(new[]
        {
            new
            {
                id = Instance, resource = "web", displayName = Instance, state = "Running", health = "Healthy", sharedHealth = false, addresses = new[] { Url },
                environment = new Dictionary<string, string> { ["SERVICE_NAME"] = "web" },
            },
        });
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"event: snapshot\ndata: {snapshot}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Mesh.Consul.Tests;

/// <summary>A server that answers as the test says, for faults that a real Consul cannot be brought to show.</summary>
internal sealed class FakeConsul : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeConsul(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>Method, path and query of every request so far.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<FakeConsul> StartAsync(RequestDelegate answer, Action<ListenOptions>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen ?? (_ => { })));
        var fake = new FakeConsul(builder.Build());
        fake._app.Run(context =>
        {
            fake.Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            return answer(context);
        });
        await fake._app.StartAsync();
        return fake;
    }

    /// <summary>Starts a fake whose every answer is this.</summary>
    public static Task<FakeConsul> StartAsync(int status, string text) => StartAsync(context => AnswerAsync(context, status, text));

    public static Task AnswerAsync(HttpContext context, int status, string text, ulong? index = null)
    {
        context.Response.StatusCode = status;
        if (index is not null)
        {
            context.Response.Headers["X-Consul-Index"] = $"{index}";
        }

        return context.Response.WriteAsync(text);
    }

    public IConsulClient CreateClient(ConsulOptions? options = null, TimeProvider? timeProvider = null) =>
        ConsulClient.Create((options ?? new()) with { Address = Address }, timeProvider);

    public async ValueTask DisposeAsync()
    {
        // Requests that hang on purpose must not hold up the end.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}

using System.Net;
using System.Security.Cryptography;
using Mesh.Hosting.Control;
using Mesh.Hosting.Feed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Server;

/// <summary>
/// The small web server of the AppHost, on a random port of loopback: the instance feed and the control interface, each behind its own token.
/// </summary>
internal sealed class AppHostServer(ResourceWatch watch, ResourceList resources, ControlCommands commands) : IAsyncDisposable, IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private WebApplication? _web;

    /// <summary>Where it listens, once started.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>What a reader of the feed must present.</summary>
    public string FeedToken { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>What a caller of the control interface must present.</summary>
    public string ControlToken { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Listens. An empty builder: the AppHost's own settings (its URLs, its logging) are none of this server's business.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();

        _web = builder.Build();
        _web.MapGet("/instances", context => WhenAllowedAsync(context, FeedToken, () => FeedEndpoint.ServeAsync(context, watch.Instances, _closing.Token)));
        _web.MapGet("/resources", context => WhenAllowedAsync(context, ControlToken, () => ControlEndpoints.ListAsync(context, resources)));
        _web.MapPost("/commands", context => WhenAllowedAsync(context, ControlToken, () => ControlEndpoints.ExecuteAsync(context, commands, _closing.Token)));
        await _web.StartAsync(cancellationToken);

        Address = new(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        // Readers of the feed never end by themselves.
        await _closing.CancelAsync();
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static Task WhenAllowedAsync(HttpContext context, string token, Func<Task> serve)
    {
        if (BearerToken.IsPresented(context.Request, token))
        {
            return serve();
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}

using System.Text.Json;
using System.Threading.Channels;
using Mesh.Registrar.Instances;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>An AppHost's feed as the contract describes it, whose instances the test decides.</summary>
internal sealed class FakeFeed : IAsyncDisposable
{
    public const string Token = "feed-secret-3f9a";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Instance> _instances = [];
    private readonly List<Channel<string>> _readers = [];
    private WebApplication? _app;

    private FakeFeed()
    {
    }

    public string Url { get; private set; } = "http://127.0.0.1:0";

    /// <summary>False keeps the snapshot back, as a feed does whose AppHost has just begun.</summary>
    public bool IsReady { get; set; } = true;

    /// <summary>How many connections were accepted.</summary>
    public int Connections { get; private set; }

    /// <summary>How many were refused.</summary>
    public int Refusals { get; private set; }

    public static async Task<FakeFeed> StartAsync(params Instance[] instances)
    {
        var feed = new FakeFeed();
        foreach (var instance in instances)
        {
            feed._instances[instance.Id] = instance;
        }

        await feed.OpenAsync();
        return feed;
    }

    /// <summary>Listens, on the same port as before.</summary>
    public async Task OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url).UseShutdownTimeout(TimeSpan.Zero);
        _app = builder.Build();
        _app.MapGet("/instances", ServeAsync);
        await _app.StartAsync();
        Url = _app.Urls.Single();
    }

    /// <summary>Stops listening and cuts every connection.</summary>
    public async Task CloseAsync()
    {
        CutConnections();
        if (_app is { } app)
        {
            _app = null;
            await app.DisposeAsync();
        }
    }

    public void CutConnections()
    {
        lock (_lock)
        {
            _readers.ForEach(reader => reader.Writer.TryComplete());
            _readers.Clear();
        }
    }

    public void Upsert(Instance instance)
    {
        lock (_lock)
        {
            _instances[instance.Id] = instance;
            Send("upsert", Json(instance));
        }
    }

    public void Remove(string id)
    {
        lock (_lock)
        {
            _instances.Remove(id);
            Send("remove", JsonSerializer.Serialize(new { id }));
        }
    }

    public void SendRaw(string @event, string data)
    {
        lock (_lock)
        {
            Send(@event, data);
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task ServeAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            Refusals++;
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync();
        while (!IsReady)
        {
            await Task.Delay(10, context.RequestAborted);
        }

        var events = Channel.CreateUnbounded<string>();
        lock (_lock)
        {
            Connections++;
            events.Writer.TryWrite(Format("snapshot", $"[{string.Join(',', _instances.Values.Select(Json))}]"));
            _readers.Add(events);
        }

        await foreach (var text in events.Reader.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync(text, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private void Send(string @event, string data) => _readers.ForEach(reader => reader.Writer.TryWrite(Format(@event, data)));

    private static string Format(string @event, string data) => $"event: {@event}\ndata: {data}\n\n";

    // Written out rather than serialised from the product's own type, so that a slip there shows.
    private static string Json(Instance instance) => JsonSerializer.Serialize(new
    {
        id = instance.Id,
        resource = instance.Resource,
        displayName = instance.DisplayName ?? instance.Id,
        state = instance.State,
        health = instance.Health,
        sharedHealth = instance.SharedHealth,
        addresses = instance.Addresses,
        environment = instance.Environment,
    });
}

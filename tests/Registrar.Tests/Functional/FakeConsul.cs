using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>Something at Consul's address that answers every request alike, until it recovers and is an empty Consul.</summary>
internal sealed class FakeConsul : IAsyncDisposable
{
    private readonly WebApplication _app;
    private volatile bool _isWell;
    private int _asked;
    private int _registered;

    private FakeConsul(int status, string body, string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        _app = builder.Build();
        _app.Run(async context =>
        {
            Interlocked.Increment(ref _asked);
            if (_isWell && context.Request.Method == HttpMethods.Put)
            {
                Interlocked.Increment(ref _registered);
            }

            context.Response.StatusCode = _isWell ? StatusCodes.Status200OK : status;
            await context.Response.WriteAsync(_isWell ? "{}" : body);
        });
    }

    public Uri Address => new(_app.Urls.Single());

    public int Asked => Volatile.Read(ref _asked);

    public int Registered => Volatile.Read(ref _registered);

    public static async Task<FakeConsul> StartAsync(int status, string body, string url = "http://127.0.0.1:0")
    {
        var consul = new FakeConsul(status, body, url);
        await consul._app.StartAsync();
        return consul;
    }

    public void Recover() => _isWell = true;

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

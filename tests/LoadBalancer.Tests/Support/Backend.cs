using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>An instance in this process: answers with its name unless told otherwise, and counts.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private static readonly Lazy<X509Certificate2> Certificate = new(() => new TestCertificate("localhost").WithKey());

    private readonly WebApplication _app;
    private int _requests;

    private Backend(string name, RequestDelegate? answer, bool http2, bool secure)
    {
        Name = name;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"{(secure ? "https" : "http")}://127.0.0.1:0");
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = Certificate.Value);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = http2 ? HttpProtocols.Http2 : HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(context =>
        {
            Interlocked.Increment(ref _requests);
            return answer?.Invoke(context) ?? context.Response.WriteAsync(name, context.RequestAborted);
        });
    }

    public string Name { get; }

    public int Port => new Uri(_app.Urls.First()).Port;

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<Backend> StartAsync(string name, RequestDelegate? answer, bool http2, bool secure = false)
    {
        var backend = new Backend(name, answer, http2, secure);
        await backend._app.StartAsync(TestContext.Current.CancellationToken);
        return backend;
    }

    /// <summary>Ends at once, with whatever is under way; its port is free again.</summary>
    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

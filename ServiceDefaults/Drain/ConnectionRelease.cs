using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Mesh.ServiceDefaults.Drain;

/// <summary>
/// Answers HTTP/1.1 requests with <c>Connection: close</c> while draining. A pooled client then lets go of the connection knowingly; an idle
/// connection that the server closes races with the client's next request on it (RFC 9112, 9.3.1 and 9.6). HTTP/2 has GOAWAY for that.
/// </summary>
internal sealed class ConnectionRelease : IStartupFilter
{
    private readonly DrainLifetime _drain;
    private readonly Func<object, Task> _closeWhileDraining;

    public ConnectionRelease(DrainLifetime drain)
    {
        _drain = drain;
        _closeWhileDraining = CloseWhileDraining;
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context => Serve(context, following));
        next(app);
    };

    private Task Serve(HttpContext context, RequestDelegate following)
    {
        // Decided when the response starts: a request that was in flight when draining began must release its connection too.
        if (HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.OnStarting(_closeWhileDraining, context.Response);
        }

        return following(context);
    }

    private Task CloseWhileDraining(object state)
    {
        var response = (HttpResponse)state;
        if (_drain.IsDraining && response.StatusCode != StatusCodes.Status101SwitchingProtocols)
        {
            response.Headers.Connection = "close";
        }

        return Task.CompletedTask;
    }
}

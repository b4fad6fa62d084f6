using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mesh.Dashboard.Hosting;

/// <summary>Lets Kestrel accept on sockets that are bound already.</summary>
internal static class KestrelListeners
{
    public static void UseListeners(this ConfigureWebHostBuilder host, IReadOnlyList<BoundListener> listeners)
    {
        var sockets = listeners.SelectMany(listener => listener.Sockets).ToDictionary(socket => socket.LocalEndPoint!);
        host.UseKestrelCore();
        if (listeners.Any(listener => listener.Address.Scheme == Uri.UriSchemeHttps))
        {
            host.UseKestrelHttpsConfiguration();
        }

        host.UseSockets(transport => transport.CreateBoundListenSocket = endpoint => sockets[endpoint]);
        host.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var listener in listeners)
            {
                kestrel.Listen(listener);
            }
        });
    }

    private static void Listen(this KestrelServerOptions kestrel, BoundListener listener)
    {
        var feature = new ListenerFeature(listener.Kind);
        foreach (var socket in listener.Sockets)
        {
            kestrel.Listen((IPEndPoint)socket.LocalEndPoint!, options =>
            {
                var isSecure = listener.Address.Scheme == Uri.UriSchemeHttps;
                // Without TLS nobody can choose between the two, so the port for gRPC speaks HTTP/2 and nothing else.
                options.Protocols = listener.Kind == ListenerKind.OtlpGrpc ? HttpProtocols.Http2 : isSecure ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
                if (isSecure)
                {
                    options.UseHttps();
                }

                options.Use(next => connection =>
                {
                    connection.Features.Set(feature);
                    return next(connection);
                });
            });
        }
    }
}

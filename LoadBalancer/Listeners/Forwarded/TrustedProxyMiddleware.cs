using System.Net;
using Microsoft.Extensions.Primitives;

namespace Mesh.LoadBalancer.Listeners.Forwarded;

/// <summary>
/// Makes the word of a trusted proxy the truth of a request: from here on the connection's remote address is the client's, and the scheme the one it
/// used. The client is the last address in the chain that is not a trusted proxy itself: what stands before that one, it may have made up.
/// </summary>
internal sealed class TrustedProxyMiddleware(RequestDelegate next, TrustedNetworks trusted)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is { } peer && trusted.Contains(peer))
        {
            Believe(context, peer);
        }

        return next(context);
    }

    private void Believe(HttpContext context, IPAddress peer)
    {
        var headers = context.Request.Headers;
        var chain = headers[ForwardedHeaders.For].ToString();
        context.Connection.RemoteIpAddress = ClientOf(chain, peer);
        if (LastOf(headers[ForwardedHeaders.Proto]).ToLowerInvariant() is ("http" or "https") and var scheme)
        {
            context.Request.Scheme = scheme;
        }

        context.Features.Set(new ForwardedValuesFeature(new(
            chain.Length == 0 ? peer.ToString() : $"{chain}, {peer}",
            LastOf(headers[ForwardedHeaders.Host]) is { Length: > 0 } host ? host : ForwardedHeaders.HostOf(context),
            context.Request.Scheme)));
    }

    private IPAddress ClientOf(string chain, IPAddress peer)
    {
        var client = peer;
        foreach (var entry in chain.Split(',', StringSplitOptions.TrimEntries).Reverse())
        {
            // With or without a port, an IPv6 address then in brackets.
            if (!IPEndPoint.TryParse(entry, out var address))
            {
                break;
            }

            client = address.Address;
            if (!trusted.Contains(client))
            {
                break;
            }
        }

        return client;
    }

    private static string LastOf(StringValues values)
    {
        var list = values.ToString();
        return list[(list.LastIndexOf(',') + 1)..].Trim();
    }
}

using System.Diagnostics;
using Mesh.LoadBalancer.Listeners.Forwarded;
using Mesh.LoadBalancer.Protocols;
using Mesh.LoadBalancer.Routing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>Writes what an instance is asked, straight from what Kestrel has read of the client's head.</summary>
internal sealed class RequestHead(ForwardedHeaders forwarded)
{
    private static readonly DistributedContextPropagator.PropagatorSetterCallback WriteTraceField =
        static (head, name, value) => ((HeadBuffer)head!).WriteField(name, value);

    /// <param name="head">Where to.</param>
    /// <param name="context">The client's request.</param>
    /// <param name="authority">The instance's own host and port, for a request that names none.</param>
    /// <param name="body">How the body is framed.</param>
    public void Write(HeadBuffer head, HttpContext context, string authority, BodyFraming body)
    {
        var request = context.Request;
        var route = context.GetReverseProxyFeature().Route;
        head.Clear();
        head.Write(request.Method);
        head.Write(" "u8);
        RequestTarget.Write(head, OutgoingRequest.PathFor(context, route), request.QueryString);
        head.Write(" HTTP/1.1\r\nHost: "u8);
        var host = OutgoingRequest.HostFor(context, route);
        head.Write(host.Length > 0 ? host : authority);
        head.Write("\r\n"u8);
        WriteFields(head, request.Headers, WriteTrace(head), named: null);
        WriteForwarded(head, context, OutgoingRequest.PrefixFor(route));
        WriteFraming(head, request, body);
        head.Write("\r\n"u8);
    }

    /// <summary>Writes the last chunk of a body with the trailers that the client sent, of which the same stays behind as of its head (RFC 9110, 6.5.1).</summary>
    public static void WriteTrailers(HeadBuffer head, HttpRequest request)
    {
        head.Clear();
        head.Write("0\r\n"u8);
        WriteFields(head, request.HttpContext.Features.GetRequiredFeature<IHttpRequestTrailersFeature>().Trailers, isTraced: false, ConnectionFields.Named);
        head.Write("\r\n"u8);
    }

    private static void WriteFields(HeadBuffer head, IHeaderDictionary fields, bool isTraced, string? named)
    {
        foreach (var (name, values) in fields)
        {
            if (!HopByHop.Contains(name) && !IsRewritten(name) && !(isTraced && IsTrace(name)) && !(named is not null && ConnectionFields.Names(named, name)))
            {
                WriteField(head, name, values);
            }
        }
    }

    // Written anew whatever the client sent: where to, how framed, and on whose behalf.
    private static bool IsRewritten(string name) =>
        ForwardedHeaders.Owns(name)
        || (name.Length == 4 && name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase))
        || (name.Length == 14 && name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase));

    private static void WriteField(HeadBuffer head, string name, StringValues values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            head.WriteField(name, values[i] ?? "");
        }
    }

    private void WriteForwarded(HeadBuffer head, HttpContext context, string? prefix)
    {
        var values = forwarded.Of(context);
        if (values.For is not null)
        {
            head.WriteField(ForwardedHeaders.For, values.For);
        }

        if (values.Host is not null)
        {
            head.WriteField(ForwardedHeaders.Host, values.Host);
        }

        head.WriteField(ForwardedHeaders.Proto, values.Proto);
        if (prefix is not null)
        {
            head.WriteField(ForwardedHeaders.Prefix, prefix);
        }
    }

    private static void WriteFraming(HeadBuffer head, HttpRequest request, BodyFraming body)
    {
        if (body == BodyFraming.Chunked)
        {
            head.Write("Transfer-Encoding: chunked\r\n"u8);
        }
        else if (request.ContentLength is { } length)
        {
            head.Write("Content-Length: "u8);
            head.Write(length);
            head.Write("\r\n"u8);
        }
        else if (HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method) || HttpMethods.IsPatch(request.Method))
        {
            head.Write("Content-Length: 0\r\n"u8);
        }
    }

    // With a span of its own the balancer is the instance's parent; without one the client's fields pass as they are.
    private static bool WriteTrace(HeadBuffer head)
    {
        if (Activity.Current is not { } span)
        {
            return false;
        }

        DistributedContextPropagator.Current.Inject(span, head, WriteTraceField);
        return true;
    }

    private static bool IsTrace(string name) => DistributedContextPropagator.Current.Fields.Contains(name, StringComparer.OrdinalIgnoreCase);
}

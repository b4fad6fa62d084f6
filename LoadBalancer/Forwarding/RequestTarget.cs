using System.Buffers;
using Microsoft.AspNetCore.Http.Extensions;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>The request line's target, encoded exactly as YARP encodes it.</summary>
internal static class RequestTarget
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("!$&'()*+,-./0123456789:;=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    private static readonly SearchValues<char> PlainInQueries =
        SearchValues.Create("!$&()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    public static void Write(HeadBuffer head, PathString path, QueryString query)
    {
        var queryText = query.Value ?? "";
        if (path.Value is ['/', ..] text && !text.AsSpan().ContainsAnyExcept(Plain) && !queryText.AsSpan().ContainsAnyExcept(PlainInQueries))
        {
            head.Write(text);
            head.Write(queryText);
        }
        else
        {
            head.Write(RequestUtilities.MakeDestinationAddress("http://instance", path, query).PathAndQuery);
        }
    }
}

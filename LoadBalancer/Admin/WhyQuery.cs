using System.Net;
using Mesh.LoadBalancer.Protocols;

namespace Mesh.LoadBalancer.Admin;

/// <summary>The request that <c>/why</c> is asked about: <c>host</c>, <c>path</c>, <c>method</c>, any number of <c>header=NAME:VALUE</c>, and <c>client</c>.</summary>
internal static class WhyQuery
{
    /// <summary>The request; what is not said of it is as plain as can be.</summary>
    public static HttpRequest RequestOf(IQueryCollection query)
    {
        var request = new DefaultHttpContext().Request;
        var method = query["method"].ToString();
        var path = query["path"].ToString();
        request.Method = method.Length > 0 ? method.ToUpperInvariant() : HttpMethods.Get;
        request.Scheme = Uri.UriSchemeHttp;
        request.Host = new(query["host"].ToString());
        request.Path = path.StartsWith('/') ? path : $"/{path}";
        foreach (var header in query["header"].OfType<string>().Where(header => header.Contains(':', StringComparison.Ordinal)))
        {
            var (name, value) = (header.Split(':', 2)[0].Trim(), header.Split(':', 2)[1].Trim());
            request.Headers[name] = FieldText.Of(value);
        }

        return request;
    }

    /// <summary>Who makes the request; null when that is not said, or is no address.</summary>
    public static IPAddress? ClientOf(IQueryCollection query) => IPAddress.TryParse(query["client"].ToString(), out var client) ? client : null;
}

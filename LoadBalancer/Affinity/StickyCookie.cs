using System.Globalization;
using Mesh.LoadBalancer.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Affinity;

/// <summary>
/// Keeps a client with its instance by a cookie that holds a hash of the instance's id. Nothing is remembered here, so that every balancer reads the
/// cookies of every other, and restarts change nothing.
/// </summary>
internal sealed class StickyCookie(StickyOptions options)
{
    /// <summary>The instance that the client's cookie names; null when there is none that may get requests.</summary>
    public Candidate? Find(HttpContext context, Pool pool)
    {
        var key = context.Request.Cookies[options.Cookie];
        if (string.IsNullOrEmpty(key))
        {
            return null;
        }

        foreach (var candidate in pool.Willing)
        {
            if (candidate.Upstream.Key == key)
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Makes the response carry a cookie when another instance answers than the client's cookie names.</summary>
    public void Keep(HttpContext context) => context.Response.OnStarting(Issue, context);

    /// <summary>What stands for an instance in cookies.</summary>
    public static string KeyOf(string id) => HashKeyReader.Hash(id).ToString("x16", CultureInfo.InvariantCulture);

    private Task Issue(object state)
    {
        var context = (HttpContext)state;
        if (context.GetReverseProxyFeature().ProxiedDestination is { } answering
            && KeyOf(answering.DestinationId) is var key && context.Request.Cookies[options.Cookie] != key)
        {
            context.Response.Cookies.Append(options.Cookie, key, new()
            {
                Path = "/",
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
                MaxAge = options.Lifetime > TimeSpan.Zero ? options.Lifetime : null,
            });
        }

        return Task.CompletedTask;
    }
}

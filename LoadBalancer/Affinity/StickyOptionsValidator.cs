using System.Buffers;
using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Affinity;

/// <summary>Checks <see cref="StickyOptions"/>.</summary>
internal static class StickyOptionsValidator
{
    // What RFC 6265 allows in a cookie's name, but for signs that nobody uses in one.
    private static readonly SearchValues<char> InNames =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    public static void Validate(StickyOptions options, SettingsSection section)
    {
        section.Within(nameof(options.Lifetime), options.Lifetime, TimeSpan.Zero, TimeSpan.FromDays(365));
        if (options.Cookie.AsSpan().ContainsAnyExcept(InNames))
        {
            section.Add(nameof(options.Cookie), options.Cookie, "a name such as mesh-instance");
        }
    }
}

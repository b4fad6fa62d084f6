namespace Mesh.LoadBalancer.Listeners;

/// <summary>Checks <see cref="ListenerOptions"/> and names every error at once.</summary>
internal static class ListenerOptionsValidator
{
    public static IEnumerable<string> Validate(ListenerOptions options)
    {
        string?[] findings =
        [
            Range(nameof(options.HeadersTimeout), options.HeadersTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
            Range(nameof(options.KeepAlive), options.KeepAlive, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            Range(nameof(options.MaxHeaderBytes), options.MaxHeaderBytes, 1024, 1024 * 1024),
            Range(nameof(options.MaxConnections), options.MaxConnections, 0, 1_000_000),
        ];
        return findings.OfType<string>();
    }

    private static string? Range<T>(string name, T given, T least, T most)
        where T : IComparable<T> =>
        given.CompareTo(least) >= 0 && given.CompareTo(most) <= 0 ? null : $"LoadBalancer:Listeners:{name} is '{given}': {least} to {most} would work.";
}

using System.Globalization;

namespace Mesh.Consul;

/// <summary>Reads what Consul says about an answer in its headers.</summary>
internal static class ConsulHeaders
{
    public static QueryResult<T> Describe<T>(HttpResponseMessage response, T value) => new(
        value,
        ulong.TryParse(Read(response, "X-Consul-Index"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0,
        TimeSpan.FromMilliseconds(
            uint.TryParse(Read(response, "X-Consul-LastContact"), NumberStyles.None, CultureInfo.InvariantCulture, out var contact) ? contact : 0),
        // Answers that come from the agent alone say nothing of a leader, and need none.
        Read(response, "X-Consul-KnownLeader") != "false",
        Read(response, "X-Consul-Results-Filtered-By-ACLs") == "true");

    private static string? Read(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

using System.Globalization;
using System.Text;

namespace Mesh.Consul;

/// <summary>One request to Consul's API, before it is sent.</summary>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The path from <c>/v1/</c> on, already escaped; see <see cref="Segment"/>.</param>
/// <param name="permission">The ACL rule that the request needs, for the message of a 403.</param>
internal sealed class ConsulRequest(HttpMethod method, string path, string permission)
{
    // Consul's wait without a wait parameter.
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(5);

    private readonly StringBuilder _query = new();

    public HttpMethod Method => method;

    public string Permission => permission;

    public string RelativeUri => path + _query;

    /// <summary>The body, or null.</summary>
    public byte[]? Body { get; init; }

    /// <summary>How long Consul may keep the answer back on purpose; null when the query does not block.</summary>
    public TimeSpan? Blocks { get; private set; }

    /// <summary>A name as one segment of a path.</summary>
    /// <exception cref="ArgumentException">The name is empty or a relative path segment, which would ask something else.</exception>
    public static string Segment(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name is "." or ".." ? throw new ArgumentException($"Consul's API cannot address the name '{name}'.", nameof(name)) : Uri.EscapeDataString(name);
    }

    public ConsulRequest With(string name, string? value)
    {
        if (value is not null)
        {
            _query.Append(_query.Length == 0 ? '?' : '&').Append(name);
            if (value.Length > 0)
            {
                _query.Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return this;
    }

    public ConsulRequest With(QueryOptions? options)
    {
        if (options is null)
        {
            return this;
        }

        With("dc", options.Datacenter).With("filter", options.Filter).With("near", options.Near);
        WithFlag("consistent", options.Consistency == Consistency.Consistent).WithFlag("stale", options.Consistency == Consistency.Stale);
        if (options.Index is { } index and > 0)
        {
            var wait = options.Wait ?? DefaultWait;
            With("index", index.ToString(CultureInfo.InvariantCulture)).With("wait", GoDuration.Format(wait));
            // Consul adds up to a sixteenth, to spread the wake-ups of many clients.
            Blocks = wait + (wait / 16);
        }

        return this;
    }

    public ConsulRequest WithFlag(string name, bool flag) => flag ? With(name, "") : this;

    /// <summary>Method and path: what messages call the request.</summary>
    public override string ToString() => $"{method} /v1/{path}";
}

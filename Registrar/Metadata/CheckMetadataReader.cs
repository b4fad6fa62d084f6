using Mesh.Consul;

namespace Mesh.Registrar.Metadata;

/// <summary>Reads SERVICE_CHECK_*.</summary>
internal static class CheckMetadataReader
{
    private const string Prefix = "check_";
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"];
    private static readonly string[] Statuses = ["passing", "warning", "critical"];

    /// <summary>
    /// Takes the variables of a check out of <paramref name="variables"/>. Null where none asks for a check of the agent's own; of several
    /// kinds the first of HTTP, HTTPS and TCP counts, as in registrator.
    /// </summary>
    public static CheckMetadata? Read(SortedDictionary<string, string> variables, List<string> warnings)
    {
        var http = Take("http");
        var https = Take("https");
        var tcp = Take("tcp");
        string?[] methods = [Take("http_method"), Take("https_method"), Take("method")];
        var check = new CheckMetadata
        {
            Kind = http is not null ? "http" : https is not null ? "https" : "tcp",
            Path = (http ?? https) is { } path ? "/" + path.TrimStart('/') : "",
            Method = OneOf(Methods, "METHOD", methods.FirstOrDefault(method => method is not null)?.ToUpperInvariant()),
            Interval = Duration("interval") ?? CheckMetadata.DefaultInterval,
            Timeout = Duration("timeout"),
            InitialStatus = OneOf(Statuses, "INITIAL_STATUS", Take("initial_status")) is { } status ? Enum.Parse<CheckStatus>(status, ignoreCase: true) : null,
            DeregisterAfter = Duration("deregister_after"),
        };
        foreach (var unknown in variables.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)).ToList())
        {
            variables.Remove(unknown);
            warnings.Add($"SERVICE_{unknown.ToUpperInvariant()} is not supported and was left out; SERVICE_CHECK_HTTP, _HTTPS and _TCP are");
        }

        return http is null && https is null && tcp is null ? null : check;

        string? Take(string name) => variables.Remove(Prefix + name, out var value) ? value : null;

        TimeSpan? Duration(string name)
        {
            var text = Take(name);
            var duration = text is null ? null : GoDuration.Parse(text);
            if (text is not null && duration is null)
            {
                warnings.Add($"SERVICE_CHECK_{name.ToUpperInvariant()} is '{text}', which is no duration such as 10s or 1m30s; it was left out");
            }

            return duration;
        }

        string? OneOf(string[] known, string name, string? text)
        {
            if (text is null || known.Contains(text))
            {
                return text;
            }

            warnings.Add($"SERVICE_CHECK_{name} is '{text}', which is none of {string.Join(", ", known)}; it was left out");
            return null;
        }
    }
}

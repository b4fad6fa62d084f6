using System.Collections.Immutable;
using Mesh.Consul;

namespace Mesh.Registrar.Metadata;

/// <summary>Reads SERVICE_CHECK_* and SERVICE_CHECK_n_*.</summary>
internal sealed class CheckMetadataReader(SortedDictionary<string, string> variables, bool allowsScripts, List<string> warnings)
{
    private static readonly TimeSpan ShortestTtl = TimeSpan.FromSeconds(1);
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"];
    private static readonly string[] Statuses = ["passing", "warning", "critical"];
    private readonly CheckVariables _checks = new(variables);
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private bool _hasTtl;

    /// <summary>
    /// Takes the variables of checks out and returns every check they ask for; none where the status follows the source. (registrator makes
    /// the first of them only.)
    /// </summary>
    public ImmutableArray<CheckMetadata> Read()
    {
        CheckMetadata[] checks = [.. _checks.Numbers.SelectMany(number => Enum.GetValues<CheckKind>(), Read).OfType<CheckMetadata>()];
        foreach (var unknown in _checks.Unused)
        {
            Warn(unknown, $"{unknown} is not known and was left out; SERVICE_CHECK_HTTP, _HTTPS, _TCP, _GRPC, _TTL, _SCRIPT and _CMD make checks");
        }

        return [.. checks];
    }

    private CheckMetadata? Read(int number, CheckKind kind)
    {
        var name = kind.ToString().ToLowerInvariant();
        var asked = _checks.Own(number, name);

        // Read even where no check is made of them, so that an option alone is not taken for a mistake.
        var check = new CheckMetadata
        {
            Kind = kind,
            Number = number,
            Method = kind is CheckKind.Http or CheckKind.Https ? Method(number, name) : null,
            UsesTls = kind == CheckKind.Grpc && (_checks.Option(number, "grpc_use_tls") ?? _checks.Option(number, "grpc_tls")) is not null,
            SkipsVerification = _checks.Option(number, "tls_skip_verify") is not null && kind is CheckKind.Https or CheckKind.Grpc,
            Interval = Duration(number, "interval") ?? CheckMetadata.DefaultInterval,
            Timeout = Duration(number, "timeout"),
            InitialStatus = OneOf(Statuses, number, "initial_status") is { } status ? Enum.Parse<CheckStatus>(status, ignoreCase: true) : null,
            DeregisterAfter = Duration(number, "deregister_after"),
        };
        return asked is null ? null : Complete(check, CheckVariables.Name(number, name), asked);
    }

    private CheckMetadata? Complete(CheckMetadata check, string variable, string value)
    {
        switch (check.Kind)
        {
            case CheckKind.Http or CheckKind.Https:
                return check with { Text = "/" + value.TrimStart('/') };
            case CheckKind.Script or CheckKind.Cmd when !allowsScripts:
                Warn(variable, $"{variable} would make Consul's agent run a program on its host, which Registrar:ScriptChecks does not allow; it was left out");
                return null;
            case CheckKind.Script or CheckKind.Cmd:
                return check with { Text = value };
            case CheckKind.Ttl when GoDuration.Parse(value) is not { } ttl || ttl < ShortestTtl:
                Warn(variable, $"{variable} is '{value}', which is no duration of a second or more, such as 30s; it was left out");
                return null;
            case CheckKind.Ttl when _hasTtl:
                Warn(variable, $"{variable} is one too many: what the source says is reported to one check; it was left out");
                return null;
            case CheckKind.Ttl:
                _hasTtl = true;
                return check with { Ttl = GoDuration.Parse(value) };
            default:
                return check;
        }
    }

    // registrator knows the kind's own name only; the general one is Mesh's.
    private string? Method(int number, string kind) => OneOf(Methods, number, $"{kind}_method", upper: true) ?? OneOf(Methods, number, "method", upper: true);

    private TimeSpan? Duration(int number, string name)
    {
        if (_checks.Option(number, name) is not { } option)
        {
            return null;
        }

        var duration = GoDuration.Parse(option.Value);
        if (duration is null)
        {
            Warn(option.Name, $"{option.Name} is '{option.Value}', which is no duration such as 10s or 1m30s; it was left out");
        }

        return duration;
    }

    private string? OneOf(string[] known, int number, string name, bool upper = false)
    {
        if (_checks.Option(number, name) is not { } option)
        {
            return null;
        }

        var text = upper ? option.Value.ToUpperInvariant() : option.Value;
        if (known.Contains(text))
        {
            return text;
        }

        Warn(option.Name, $"{option.Name} is '{option.Value}', which is none of {string.Join(", ", known)}; it was left out");
        return null;
    }

    private void Warn(string variable, string warning)
    {
        if (_warned.Add(variable))
        {
            warnings.Add(warning);
        }
    }
}

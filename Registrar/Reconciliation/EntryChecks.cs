using System.Collections.Immutable;
using System.Globalization;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Metadata;

namespace Mesh.Registrar.Reconciliation;

/// <summary>Turns what an instance's metadata asks for into checks of its entry.</summary>
internal static class EntryChecks
{
    // registrator's check-cmd takes the short form of a container's id.
    private const int ShortIdLength = 12;

    /// <summary>The checks that are asked for or, where none are, the one that follows the source.</summary>
    public static ImmutableArray<EntryCheck> For(CheckTarget target, ImmutableArray<CheckMetadata> asked, RegistrarSettings settings) =>
        asked.IsEmpty ? [OfSource(target, settings)] : [.. asked.Select(check => For(target, check))];

    private static EntryCheck OfSource(CheckTarget target, RegistrarSettings settings)
    {
        var (ttl, heartbeat) = settings.Ttl > TimeSpan.Zero ? (settings.Ttl, settings.TtlRefresh) : (EntryCheck.EndlessTtl, (TimeSpan?)null);
        return new()
        {
            Id = $"service:{target.Entry}",
            Notes = $"Follows the instance's state and health as its source tells them{Beat(ttl, heartbeat)}.",
            Ttl = ttl,
            Heartbeat = heartbeat,
        };
    }

    private static EntryCheck For(CheckTarget target, CheckMetadata asked)
    {
        var kind = asked.Kind.ToString().ToLowerInvariant();
        var check = new EntryCheck
        {
            Id = $"service:{target.Entry}:{kind}{(asked.Number > 0 ? string.Create(CultureInfo.InvariantCulture, $":{asked.Number}") : "")}",
            Notes = "",
            InitialStatus = asked.InitialStatus,
            DeregisterAfter = asked.DeregisterAfter,
        };
        if (asked.Ttl is { } ttl)
        {
            // A third, so that one heartbeat may be lost.
            var heartbeat = ttl / 3;
            return check with
            {
                InitialStatus = null,
                Notes = $"Follows the instance's state and health as its source tells them{Beat(ttl, heartbeat)}; removed when critical for {Text(asked.DeregisterAfter)}.",
                Ttl = ttl,
                Heartbeat = heartbeat,
            };
        }

        check = check with { Interval = asked.Interval, Timeout = asked.Timeout, SkipsVerification = asked.SkipsVerification };
        var (what, made) = asked.Kind switch
        {
            CheckKind.Http or CheckKind.Https when $"{kind}://{target.Authority}{asked.Text}" is var url =>
                ($"{asked.Method ?? "GET"} {url}", check with { Http = url, Method = asked.Method }),
            CheckKind.Grpc => ($"gRPC{(asked.UsesTls ? " over TLS" : "")} {target.Authority}", check with { Grpc = target.Authority, UsesTls = asked.UsesTls }),
            CheckKind.Script => Run(check, "sh", "-c", Interpolate(asked.Text, target)),
            CheckKind.Cmd => Run(check, "check-cmd", target.Instance[..Math.Min(ShortIdLength, target.Instance.Length)], $"{target.OwnPort}", asked.Text),
            _ => ($"TCP {target.Authority}", check with { Tcp = target.Authority }),
        };
        return made with
        {
            Notes = $"{what}{(asked.SkipsVerification ? ", any certificate," : "")} every {Text(asked.Interval)}, timeout {Text(asked.Timeout)}, "
                + $"removed when critical for {Text(asked.DeregisterAfter)}.",
        };
    }

    private static (string What, EntryCheck Check) Run(EntryCheck check, params ImmutableArray<string> arguments) =>
        ($"Runs {string.Join(' ', arguments)}", check with { Arguments = arguments });

    private static string Interpolate(string script, CheckTarget target) =>
        script.Replace("$SERVICE_IP", target.Address, StringComparison.Ordinal).Replace("$SERVICE_PORT", $"{target.Port}", StringComparison.Ordinal);

    private static string Beat(TimeSpan ttl, TimeSpan? heartbeat) =>
        heartbeat is { } each ? $", told every {GoDuration.Format(each)}; critical when nobody told for {GoDuration.Format(ttl)}" : "";

    private static string Text(TimeSpan? duration) => duration is { } set ? GoDuration.Format(set) : "Consul's default";
}

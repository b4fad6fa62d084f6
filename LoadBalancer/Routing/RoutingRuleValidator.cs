using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Routing;

/// <summary>Checks the rules of the settings and names every error at once.</summary>
internal static class RoutingRuleValidator
{
    public static IEnumerable<string> Validate(IReadOnlyList<RoutingRule> rules, PathMatching matching)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            foreach (var error in Validate($"LoadBalancer:Rules:{i}", rules[i], matching))
            {
                yield return error;
            }
        }

        var same = rules.Select((rule, i) => (Match: RuleReader.MatchOf(rule, matching), Index: i)).GroupBy(rule => rule.Match, rule => rule.Index);
        foreach (var twins in same.Where(twins => twins.Count() > 1))
        {
            yield return $"LoadBalancer:Rules {string.Join(" and ", twins)} take the same requests '{twins.Key}': one of them would work.";
        }
    }

    private static IEnumerable<string> Validate(string name, RoutingRule rule, PathMatching matching)
    {
        string?[] findings =
        [
            rule.Service.Length > 0 && !rule.Service.Any(char.IsWhiteSpace) ? null
                : $"{name}:Service is '{rule.Service}': the name of a service such as web would work.",
            RouteHost.ProblemWith(rule.Host) is null ? null : $"{name}:Host is '{rule.Host}': example.com or *.example.com would work.",
            rule.Path is null || IsPath(rule.Path, matching) ? null : $"{name}:Path is '{rule.Path}': /api would work.",
            rule.Strip is null || rule.Strip.StartsWith('/') ? null : $"{name}:Strip is '{rule.Strip}': /api would work.",
            rule.Prepend is null || rule.Prepend.StartsWith('/') ? null : $"{name}:Prepend is '{rule.Prepend}': /api would work.",
            rule.Methods.All(letter => char.IsAsciiLetter(letter) || letter is ',' or ' ' or '-') ? null
                : $"{name}:Methods is '{rule.Methods}': GET,HEAD would work.",
            ProtocolOption.Read(rule.Protocol) is null ? $"{name}:Protocol is '{rule.Protocol}': http, https, grpc, h2c or grpcs would work." : null,
        ];
        return findings.OfType<string>().Concat(ValidateOverrides(name, rule));
    }

    private static List<string> ValidateOverrides(string name, RoutingRule rule)
    {
        List<string> errors = [];
        var section = new SettingsSection(name, errors);
        section.Within(nameof(rule.RequestTimeout), rule.RequestTimeout ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(1));
        section.Within(nameof(rule.FirstByteTimeout), rule.FirstByteTimeout ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(1));
        section.Within(nameof(rule.ActivityTimeout), rule.ActivityTimeout ?? TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        section.Within(nameof(rule.Retries), rule.Retries ?? 0, 0, 10);
        section.Within(nameof(rule.RequestsAtOnce), rule.RequestsAtOnce, 0, 100_000);
        BreakerOptionsValidator.Validate(rule.Breaker ?? new(), section.Of(nameof(rule.Breaker)));
        RateLimitOptionsValidator.Validate(rule.RateLimit ?? new(), section.Of(nameof(rule.RateLimit)));
        if (rule.HashKey is not null && HashKeyReader.For(rule.HashKey) is null)
        {
            section.Add(nameof(rule.HashKey), rule.HashKey, "address, path, header:NAME or cookie:NAME");
        }

        return errors;
    }

    private static bool IsPath(string path, PathMatching matching) =>
        matching == PathMatching.Glob ? Glob.Parse(path, ignoreCase: false) is not null && path.Length > 0 && path[0] is '/' or '*' : path.StartsWith('/');
}

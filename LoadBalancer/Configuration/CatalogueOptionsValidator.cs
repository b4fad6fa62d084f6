using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Routing;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>Checks the settings about routes and about what is taken from the catalogue.</summary>
internal static class CatalogueOptionsValidator
{
    public static IEnumerable<string?> Validate(LoadBalancerOptions options) =>
    [
        .. RoutingRuleValidator.Validate(options.Rules, options.PathMatching),
        InstanceFilter.ReadsStatus(options.Status) ? null : $"LoadBalancer:Status is '{options.Status}': passing or passing,warning would work.",
        options.Snapshot is null || IsInFolder(options.Snapshot) ? null
            : $"LoadBalancer:Snapshot is '{options.Snapshot}', which is no file in a folder that exists: /var/lib/mesh/catalogue.json would work.",
        options.Watches is < 1 or > 140 ? $"LoadBalancer:Watches is '{options.Watches}': 1 to 140 would work." : null,
        options.Datacenter?.Any(char.IsWhiteSpace) == true ? $"LoadBalancer:Datacenter is '{options.Datacenter}': a name such as dc1 would work." : null,
    ];

    private static bool IsInFolder(string path) =>
        !path.Contains('\0', StringComparison.Ordinal) && !Directory.Exists(path) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)));
}

using System.Net;

namespace Mesh.SimpleWeb;

internal static class SimpleWebSettingsValidator
{
    public static IEnumerable<string> Validate(SimpleWebSettings settings)
    {
        if (settings.Pairs is < 1 or > 100_000)
        {
            yield return $"SimpleWeb:Pairs is '{settings.Pairs}': 1 to 100000 would work.";
        }

        foreach (var network in settings.KnownProxies.Where(network => !IPNetwork.TryParse(network, out _)))
        {
            yield return $"SimpleWeb:KnownProxies has '{network}': a network such as 10.0.0.0/8 would work.";
        }
    }
}

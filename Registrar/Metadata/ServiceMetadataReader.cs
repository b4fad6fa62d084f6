using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Mesh.Registrar.Configuration;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.Registrar.Metadata;

/// <summary>
/// Reads registrator's vocabulary (https://gliderlabs.github.io/registrator/latest/user/services/). What cannot be understood becomes a
/// warning and is left out; the rest holds.
/// </summary>
internal static partial class ServiceMetadataReader
{
    /// <summary>The Meta key that marks an entry's owner and cannot be set by an instance.</summary>
    public const string OwnerKey = "mesh-owner";

    // Consul's limits for a service's Meta (agent/structs): 64 pairs, of which the registrar keeps room for its own.
    private const int LongestValue = 512;
    private const int MostPairs = 60;

    /// <summary>Reads what <paramref name="environment"/> asks for at <paramref name="port"/>.</summary>
    public static ServiceMetadata Read(IReadOnlyDictionary<string, string> environment, int port, RegistrarSettings settings)
    {
        var given = ServiceVariables.For(environment, port);
        var variables = given.Values;
        var warnings = new List<string>();
        return new ServiceMetadata
        {
            IsIgnored = Take("ignore") is not null,
            Name = Take("name"),
            IsNameOfPort = given.IsOfThePort("name"),
            Id = ReadId(Take("id"), warnings),
            Tags = [.. TagList.Parse(Take("tags") ?? ""), .. TagList.Parse(settings.Tags)],
            Weight = ReadWeight("WEIGHT", Take("weight"), warnings),
            WarningWeight = ReadWeight("WEIGHT_WARNING", Take("weight_warning"), warnings),
            EnableTagOverride = Take("enable_tag_override") is "true" or "TRUE" or "True" or "1",
            Checks = new CheckMetadataReader(variables, settings.ScriptChecks, warnings).Read(),
            Meta = ReadMeta(variables, warnings),
            Warnings = [.. warnings],
        };

        string? Take(string name) => variables.Remove(name, out var value) ? value : null;
    }

    // A path segment of dots cannot be asked for in Consul's API.
    private static string? ReadId(string? text, List<string> warnings)
    {
        if (text is not ("." or ".."))
        {
            return text;
        }

        warnings.Add($"SERVICE_ID is '{text}', which cannot be an id; the usual one is used");
        return null;
    }

    private static int ReadWeight(string name, string? text, List<string> warnings)
    {
        if (text is null)
        {
            return 1;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight is >= 1 and <= ushort.MaxValue)
        {
            return weight;
        }

        warnings.Add($"SERVICE_{name} is '{text}', which is no whole number from 1 to 65535; the weight stays 1");
        return 1;
    }

    private static ImmutableSortedDictionary<string, string> ReadMeta(SortedDictionary<string, string> variables, List<string> warnings)
    {
        var meta = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in variables)
        {
            if (key is OwnerKey or ChangeMark.Key || !MetaKey().IsMatch(key))
            {
                warnings.Add($"SERVICE_{key.ToUpperInvariant()} cannot become Meta: a key is up to 128 letters, digits, '-' and '_', and not '{OwnerKey}' or '{ChangeMark.Key}'");
            }
            else if (value.Length > LongestValue)
            {
                warnings.Add($"SERVICE_{key.ToUpperInvariant()} is {value.Length} characters long; Consul's Meta takes {LongestValue}");
            }
            else if (meta.Count == MostPairs)
            {
                warnings.Add($"SERVICE_{key.ToUpperInvariant()} is one too many: at most {MostPairs} variables become Meta");
            }
            else
            {
                meta[key] = value;
            }
        }

        return meta.ToImmutable();
    }

    [GeneratedRegex(@"\A[a-z0-9_-]{1,128}\z")]
    private static partial Regex MetaKey();
}

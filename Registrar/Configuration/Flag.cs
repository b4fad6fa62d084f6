using System.Collections.Immutable;
using System.Globalization;

namespace Mesh.Registrar.Configuration;

/// <summary>One of registrator's command line options, and the setting it stands for.</summary>
/// <param name="Name">Its name, without the dash.</param>
/// <param name="Property">Name of the setting in section <c>Registrar</c>.</param>
/// <param name="Kind">What its value is.</param>
internal sealed record Flag(string Name, string Property, FlagKind Kind)
{
    /// <summary>All of them, as registrator 7.4 has them.</summary>
    public static ImmutableArray<Flag> All { get; } =
    [
        new("internal", nameof(RegistrarSettings.Internal), FlagKind.Switch),
        new("explicit", nameof(RegistrarSettings.Explicit), FlagKind.Switch),
        new("ip", nameof(RegistrarSettings.Address), FlagKind.Text),
        new("useIpFromLabel", nameof(RegistrarSettings.UseIpFromLabel), FlagKind.Text),
        new("tags", nameof(RegistrarSettings.Tags), FlagKind.Text),
        new("ttl", nameof(RegistrarSettings.Ttl), FlagKind.Seconds),
        new("ttl-refresh", nameof(RegistrarSettings.TtlRefresh), FlagKind.Seconds),
        new("resync", nameof(RegistrarSettings.Resync), FlagKind.SecondsOrDefault),
        new("deregister", nameof(RegistrarSettings.Deregister), FlagKind.Policy),
        new("cleanup", nameof(RegistrarSettings.Cleanup), FlagKind.Switch),
        new("retry-attempts", nameof(RegistrarSettings.RetryAttempts), FlagKind.Number),
        new("retry-interval", nameof(RegistrarSettings.RetryInterval), FlagKind.Milliseconds),
    ];

    /// <summary>Full name of the setting.</summary>
    public string Setting => $"Registrar:{Property}";

    /// <summary>True for a switch: it takes a value only with <c>=</c>.</summary>
    public bool IsSwitch => Kind == FlagKind.Switch;

    /// <summary>What would work as a value.</summary>
    public string Wanted => Kind switch
    {
        FlagKind.Switch => "true or false",
        FlagKind.Seconds or FlagKind.SecondsOrDefault => "a whole number of seconds, such as 30,",
        FlagKind.Milliseconds => "a whole number of milliseconds, such as 2000,",
        FlagKind.Number => "a whole number, such as 10,",
        FlagKind.Policy => "always or on-success",
        _ => "a text",
    };

    /// <summary>Reads a value; <paramref name="setting"/> is the setting's, or null where the value stands for the default.</summary>
    public bool TryRead(string text, out string? setting)
    {
        setting = Kind switch
        {
            // As Go's strconv.ParseBool.
            FlagKind.Switch => text switch
            {
                "1" or "t" or "T" or "true" or "TRUE" or "True" => "true",
                "0" or "f" or "F" or "false" or "FALSE" or "False" => "false",
                _ => null,
            },
            FlagKind.Policy => text switch { "always" => nameof(DeregisterPolicy.Always), "on-success" => nameof(DeregisterPolicy.OnSuccess), _ => null },
            FlagKind.Text => text,
            FlagKind.Number => Whole(text)?.ToString(CultureInfo.InvariantCulture),
            FlagKind.Milliseconds => Whole(text) is { } count ? $"{TimeSpan.FromMilliseconds(count):c}" : null,
            _ => Whole(text) is { } count ? $"{TimeSpan.FromSeconds(count):c}" : null,
        };
        var isRead = setting is not null;
        if (setting is "" || (Kind == FlagKind.SecondsOrDefault && Whole(text) == 0))
        {
            setting = null;
        }

        return isRead;
    }

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}

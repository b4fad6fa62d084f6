using System.Collections.Frozen;
using System.Globalization;

namespace Mesh.Registrar.Docker.Containers;

/// <summary>The numbers of the signals by which a container is asked to stop. An event tells a number, an image a name.</summary>
internal static class StopSignal
{
    private const int Kill = 9;
    private const int Terminate = 15;
    private const int FirstRealTime = 34;
    private const int LastRealTime = 64;

    // Linux's numbers (signal(7), x86 and ARM).
    private static readonly FrozenDictionary<string, int> Numbers = new Dictionary<string, int>
    {
        ["HUP"] = 1,
        ["INT"] = 2,
        ["QUIT"] = 3,
        ["ABRT"] = 6,
        ["KILL"] = Kill,
        ["USR1"] = 10,
        ["USR2"] = 12,
        ["ALRM"] = 14,
        ["TERM"] = Terminate,
        ["CONT"] = 18,
        ["STOP"] = 19,
        ["TSTP"] = 20,
        ["WINCH"] = 28,
        ["PWR"] = 30,
        ["RTMIN"] = FirstRealTime,
        ["RTMAX"] = LastRealTime,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a container whose stop signal is <paramref name="own"/> (null: SIGTERM) is about to end when it gets
    /// <paramref name="signal"/> (null where the event does not say). Other signals may mean anything, often a reload.
    /// </summary>
    public static bool Ends(int? signal, string? own) => signal is null or Kill || signal == Number(own);

    private static int Number(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return Terminate;
        }

        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        var text = name.StartsWith("SIG", StringComparison.OrdinalIgnoreCase) ? name[3..] : name;
        var sign = text.IndexOfAny(['+', '-']);
        var offset = sign > 0 && int.TryParse(text[sign..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) ? given : 0;
        return Numbers.TryGetValue(sign > 0 ? text[..sign] : text, out var known) ? known + offset : Terminate;
    }
}

using Mesh.Dashboard.Resources;

namespace Mesh.Dashboard.Tests.Samples;

/// <summary>Console lines with colours, errors and long ones.</summary>
internal static class SampleConsole
{
    private static readonly string[] Texts =
    [
        "\e[40m\e[32minfo\e[39m\e[22m\e[49m: Mesh.Registrar.Reconciler[0]",
        "      Registered web-1 at localhost:41201 within 12 ms",
        "\e[40m\e[1m\e[33mwarn\e[39m\e[22m\e[49m: Mesh.Registrar.Reconciler[0]",
        "      Consul did not answer within 2 s; trying again in \e[1m500 ms\e[0m",
        "\e[41m\e[30mfail\e[39m\e[22m\e[49m: Microsoft.AspNetCore.Server.Kestrel[13]",
        "      Connection id \"0HN7\": an unhandled exception was thrown by the application. System.InvalidOperationException: the catalogue holds no passing instance of service 'web', and none is kept from before",
        "\e[38;5;208m2026-11-23T09:40:12.004Z [INFO]\e[0m  agent: Synced service: service=\e[36mweb-1\e[0m",
        "GET / \e[32m200\e[0m 1.4 ms \e[2mlb → web-2\e[0m",
    ];

    public static IReadOnlyList<ConsoleLine> Of(string resourceId) => Lines(400);

    public static IReadOnlyList<ConsoleLine> Lines(int count)
    {
        var begin = DateTimeOffset.UtcNow.AddMilliseconds(-30 * count);
        return [.. Enumerable.Range(1, count).Select(n => new ConsoleLine(n, begin.AddMilliseconds(30 * n), Texts[n % Texts.Length],
            n % Texts.Length is 4 or 5))];
    }
}

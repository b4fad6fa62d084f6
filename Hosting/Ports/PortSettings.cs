using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Mesh.Hosting.Ports;

/// <summary>The named ports of an application, as its settings have them.</summary>
internal sealed class PortSettings(IConfiguration configuration)
{
    private const string Random = "random";

    private readonly Dictionary<string, int> _named = [];
    private readonly List<string> _errors = [];

    /// <summary>What is wrong with the settings, one sentence for each.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The setting that holds the port called <paramref name="name"/>.</summary>
    public static string Setting(string name) => $"Ports:{name}";

    /// <summary>Reads the port called <paramref name="name"/>; null for a random one.</summary>
    public int? Add(string name, int defaultPort)
    {
        if (Read(name, defaultPort) is not { } port || string.Equals(configuration["DcpPublisher:RandomizePorts"], "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        _named[name] = port;
        return port;
    }

    /// <summary>The setting that gave <paramref name="port"/>; null when none did.</summary>
    public string? SettingOf(int port) =>
        _named.Where(named => named.Value == port).Select(named => Setting(named.Key)).FirstOrDefault();

    private int? Read(string name, int defaultPort)
    {
        var text = configuration[Setting(name)];
        if (string.IsNullOrWhiteSpace(text))
        {
            return defaultPort;
        }

        if (text == "0" || text.Equals(Random, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535)
        {
            return port;
        }

        // Reported when the application starts, together with all the others.
        _errors.Add($"{Setting(name)} is '{text}'. It takes a port from 1 to 65535 or 'random'; the default is {defaultPort}.");
        return null;
    }
}

using System.Globalization;

namespace Mesh.Bench.Processes;

/// <summary>Connections of a process, from <c>/proc</c> (proc(5)).</summary>
internal static class Sockets
{
    private const string Established = "01";

    /// <summary>How many connections a process has to a port.</summary>
    public static int CountTo(int port, int process)
    {
        var end = $":{port.ToString("X4", CultureInfo.InvariantCulture)}";
        var own = Directory.EnumerateFiles($"/proc/{process}/fd")
            .Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name)
            .OfType<string>()
            .Where(name => name.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(name => name[8..^1])
            .ToHashSet(StringComparer.Ordinal);
        return File.ReadLines($"/proc/{process}/net/tcp").Concat(File.ReadLines($"/proc/{process}/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(fields => fields[2].EndsWith(end, StringComparison.Ordinal) && fields[3] == Established && own.Contains(fields[9]));
    }
}

using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Mesh.Hosting.Ports;

/// <summary>The TCP ports in use on this machine, and by whom.</summary>
internal class PortTable
{
    private const string ListenState = "0A";

    /// <summary>Whether a process listens on <paramref name="port"/> of an address that a listener on localhost cannot share.</summary>
    public virtual bool IsInUse(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port && Conflicts(listener.Address));

    /// <summary>The process that listens on <paramref name="port"/>, such as "process 4711 (dotnet)"; null where that cannot be known.</summary>
    public virtual string? Holder(int port)
    {
        var sockets = Listeners("/proc/net/tcp", port).Concat(Listeners("/proc/net/tcp6", port)).Select(inode => $"socket:[{inode}]").ToHashSet();
        return sockets.Count == 0 ? null : Processes().Where(process => Holds(process, sockets)).Select(Describe).FirstOrDefault();
    }

    private static bool Conflicts(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    // The columns of /proc/net/tcp: 1 is address:port in hexadecimal, 3 the state, 9 the inode of the socket.
    private static IEnumerable<string> Listeners(string table, int port)
    {
        var local = port.ToString("X4", CultureInfo.InvariantCulture);
        return !File.Exists(table) ? [] : File.ReadLines(table).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[3] == ListenState && columns[1].EndsWith($":{local}", StringComparison.Ordinal))
            .Select(columns => columns[9]);
    }

    private static IEnumerable<DirectoryInfo> Processes() =>
        new DirectoryInfo("/proc").EnumerateDirectories().Where(folder => folder.Name.All(char.IsAsciiDigit));

    private static bool Holds(DirectoryInfo process, HashSet<string> sockets)
    {
        try
        {
            return new DirectoryInfo(Path.Combine(process.FullName, "fd")).EnumerateFiles().Any(file => file.LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // Another user's process, or one that has just ended.
            return false;
        }
    }

    private static string Describe(DirectoryInfo process)
    {
        try
        {
            return $"process {process.Name} ({File.ReadAllText(Path.Combine(process.FullName, "comm")).Trim()})";
        }
        catch (IOException)
        {
            return $"process {process.Name}";
        }
    }
}

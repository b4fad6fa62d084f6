using System.Globalization;
using System.Net;

namespace Mesh.Tests.Kit;

/// <summary>A network namespace with one cable to the machine's own network.</summary>
internal sealed class DaemonNetwork : IAsyncDisposable
{
    private const string Prefix = "mesh-";
    private const string Namespaces = "/run/netns";

    // There are so many pairs of addresses in the link-local network 169.254.0.0/16.
    private const int Pairs = 1 << 14;

    private readonly string _near;

    private DaemonNetwork(int number)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{number}");
        var first = (((Environment.ProcessId * 4) + number) % Pairs) << 2;
        _near = AddressAt(first + 1);
        Address = IPAddress.Parse(AddressAt(first + 2));
    }

    /// <summary>Its name, and that of the cable's near end.</summary>
    public string Name { get; }

    /// <summary>The file that stands for the namespace.</summary>
    public string File => $"{Namespaces}/{Name}";

    /// <summary>The address of the far end.</summary>
    public IPAddress Address { get; }

    public static async Task<DaemonNetwork> CreateAsync(int number)
    {
        await DeleteOrphansAsync();
        var network = new DaemonNetwork(number);
        await IpAsync("netns", "add", network.Name);
        await IpAsync("link", "add", network.Name, "type", "veth", "peer", "name", "eth0", "netns", network.Name);
        await IpAsync("addr", "add", $"{network._near}/30", "dev", network.Name);
        await IpAsync("link", "set", network.Name, "up");
        await IpAsync("-n", network.Name, "addr", "add", $"{network.Address}/30", "dev", "eth0");
        await IpAsync("-n", network.Name, "link", "set", "eth0", "up");
        await IpAsync("-n", network.Name, "link", "set", "lo", "up");
        return network;
    }

    public async ValueTask DisposeAsync() => await DeleteAsync(Name);

    // Tests that were killed leave their namespace behind, though nothing runs in it any more.
    private static async Task DeleteOrphansAsync()
    {
        foreach (var name in Directory.Exists(Namespaces) ? Directory.GetFiles(Namespaces, $"{Prefix}*").Select(Path.GetFileName) : [])
        {
            if (!Directory.Exists($"/proc/{name!.Split('-')[1]}"))
            {
                await DeleteAsync(name);
                ControlGroups.Delete(name);
                Directory.Delete(Path.Combine(Path.GetTempPath(), name), recursive: true);
            }
        }
    }

    // The namespace alone would go only when the last process in it has ended. An orphan may not have got its cable.
    private static async Task DeleteAsync(string name)
    {
        await Shell.RunAsync(["ip", "link", "del", name]);
        await IpAsync("netns", "del", name);
    }

    private static string AddressAt(int number) => string.Create(CultureInfo.InvariantCulture, $"169.254.{number >> 8}.{number & 255}");

    private static async Task IpAsync(params string[] arguments)
    {
        if (await Shell.RunAsync(["ip", .. arguments]) is (not 0, var output))
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)} failed: {output}");
        }
    }
}

using System.Net;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Consul;

/// <summary>Servers that keep one catalogue together, and where their processes keep their data for as long as the application runs.</summary>
internal sealed class ConsulCluster : IDisposable
{
    private readonly List<IConsulResource> _servers = [];
    private readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("mesh-consul-"));
    private int _agents;

    /// <summary>The servers in the order in which they were added.</summary>
    public IReadOnlyList<IConsulResource> Servers => _servers;

    public void Add(IConsulResource server) => _servers.Add(server);

    /// <summary>
    /// Where the next agent stands: 127.0.0.2, 127.0.0.3 and so on, so that each is as on a machine of its own. Only Linux has these addresses without being
    /// told; elsewhere it is 127.0.0.1.
    /// </summary>
    public IPAddress NextHost()
    {
        var number = ++_agents + 1;
        return OperatingSystem.IsLinux() ? new IPAddress([127, 0, (byte)(number >> 8), (byte)number]) : IPAddress.Loopback;
    }

    /// <summary>The folder of one member, which outlives a restart of its process.</summary>
    public string DataOf(IResource member) => Path.Combine(_folder.Value.FullName, member.Name);

    public void Dispose()
    {
        if (_folder.IsValueCreated)
        {
            _folder.Value.Delete(recursive: true);
        }
    }
}

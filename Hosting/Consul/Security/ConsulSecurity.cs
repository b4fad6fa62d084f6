using System.Collections.Concurrent;
using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Consul.Security;

/// <summary>The secrets of one Consul, made anew for every run, and the files in which its members find them.</summary>
internal sealed class ConsulSecurity(string name) : IDisposable
{
    private readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("mesh-consul-security-"));
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ConsulPermissions, ConsulSecret> _tokens = [];

    /// <summary>May do everything.</summary>
    public ConsulSecret Management { get; } = ConsulSecret.Token($"{name}-management-token");

    /// <summary>What the agents themselves use.</summary>
    public ConsulSecret Agent { get; } = ConsulSecret.Token($"{name}-agent-token");

    /// <summary>Encrypts gossip.</summary>
    public ConsulSecret GossipKey { get; } = ConsulSecret.Key($"{name}-gossip-key");

    /// <summary>Where the members stand: what their certificate vouches for.</summary>
    public ISet<IPAddress> Addresses { get; } = new HashSet<IPAddress>();

    /// <summary>The certificates, made when they are first wanted.</summary>
    public ConsulCertificates Certificates
    {
        get
        {
            lock (_lock)
            {
                return field ??= ConsulCertificates.Create(_folder.Value.FullName, Addresses);
            }
        }
    }

    /// <summary>Where a person finds the management token, for Consul's pages.</summary>
    public string ManagementFile => Path.Combine(_folder.Value.FullName, "management-token");

    /// <summary>All tokens that somebody uses, each with its policy.</summary>
    public IEnumerable<(ConsulPolicy Policy, ConsulSecret Token)> Tokens =>
        _tokens.Select(entry => (ConsulPolicy.For(entry.Key), entry.Value)).Prepend((ConsulPolicy.Agent, Agent));

    /// <summary>The token that carries these permissions.</summary>
    public ConsulSecret TokenFor(ConsulPermissions permissions) =>
        _tokens.GetOrAdd(permissions, key => ConsulSecret.Token($"{name}-{key.ToString().ToLowerInvariant()}-token"));

    /// <summary>Writes the configuration of a member; returns the file's path.</summary>
    public string WriteConfiguration(IResource member, Version? version)
    {
        lock (_lock)
        {
            PrivateFile.Write(ManagementFile, Management.Value);
            return PrivateFile.Write(Path.Combine(_folder.Value.FullName, $"{member.Name}.json"), ConsulConfiguration.Write(this, version));
        }
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated)
        {
            _folder.Value.Delete(recursive: true);
        }
    }
}

using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint at which a resource is reached.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly ConcurrentDictionary<string, int> _instancePorts = new();
    private ValueSnapshot<AllocatedEndpoint> _allocated = new();
    private int? _port;
    private bool? _isProxied;
    private string? _transport;

    /// <summary>An endpoint.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">The scheme of its URL. Default: the protocol's name.</param>
    /// <param name="transport">The protocol above TCP, such as <c>http2</c>. Default: <c>http</c> for the schemes http and https, else the protocol.</param>
    /// <param name="name">Unique within the resource. Default: the scheme.</param>
    /// <param name="port">The port at which others reach it, 1 to 65535. Default: a free one.</param>
    /// <param name="targetPort">The port on which the resource itself listens. Default: a free one.</param>
    /// <param name="isExternal">Whether it is meant for users outside the application.</param>
    /// <param name="isProxied">Whether the engine listens on <paramref name="port"/> and forwards to the resource. Default: true.</param>
    public EndpointAnnotation(
        ProtocolType protocol, string? uriScheme = null, string? transport = null, [EndpointName] string? name = null,
        int? port = null, int? targetPort = null, bool? isExternal = null, bool isProxied = true)
        : this(protocol, uriScheme, transport, name, port, targetPort, isExternal, (bool?)isProxied)
    {
    }

    /// <inheritdoc cref="EndpointAnnotation(ProtocolType, string?, string?, string?, int?, int?, bool?, bool)"/>
    public EndpointAnnotation(
        ProtocolType protocol, string? uriScheme, string? transport, [EndpointName] string? name,
        int? port, int? targetPort, bool? isExternal, bool? isProxied)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? (protocol == ProtocolType.Udp ? "udp" : "tcp");
        Name = name ?? UriScheme;
        _transport = transport;
        _port = Checked(port, nameof(port));
        TargetPort = Checked(targetPort, nameof(targetPort));
        IsExternal = isExternal ?? false;
        _isProxied = isProxied;
    }

    /// <summary>The endpoint's name, unique within its resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The port at which others reach the endpoint; without a proxy it is also the one on which the resource listens.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : TargetPort);
        set => _port = Checked(value, nameof(Port));
    }

    /// <summary>The port on which the resource itself listens; <see langword="null"/> for one chosen at its start.</summary>
    public int? TargetPort { get; set; }

    /// <summary>The scheme of the endpoint's URL.</summary>
    public string UriScheme { get; set; }

    /// <summary>The host name that the resource binds to. Default: <c>localhost</c>.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>The protocol above TCP, such as <c>http</c> or <c>http2</c>.</summary>
    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    /// <summary>Whether the endpoint is meant for users outside the application.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether the engine listens for the resource and forwards connections to its instances.</summary>
    public bool IsProxied
    {
        get => _isProxied ?? true;
        set => _isProxied = value;
    }

    /// <summary>Whether a reference to the whole resource leaves this endpoint out.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>Where the endpoint is reached; <see langword="null"/> until ports were allocated.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => _allocated.Current;
        set
        {
            if (value is null)
            {
                _allocated = new();
                return;
            }

            if (_allocated.IsValueSet)
            {
                _allocated = new();
            }

            _allocated.SetValue(value);
        }
    }

    /// <summary>Where the endpoint is reached, to be awaited.</summary>
    public ValueSnapshot<AllocatedEndpoint> AllocatedEndpointSnapshot => _allocated;

    /// <summary>The environment variable that carries the target port instead of <c>ASPNETCORE_URLS</c>.</summary>
    internal string? TargetPortVariable { get; set; }

    /// <summary>The port on which one instance listens; it may differ from start to start.</summary>
    internal int? InstancePort(string? instanceId) =>
        instanceId is not null && _instancePorts.TryGetValue(instanceId, out var port) ? port : TargetPort ?? (IsProxied ? null : AllocatedEndpoint?.Port);

    internal void SetInstancePort(string instanceId, int port) => _instancePorts[instanceId] = port;

    private static int? Checked(int? port, string name) => port is null or (>= 1 and <= 65535)
        ? port
        : throw new ArgumentOutOfRangeException(name, port, "A port is a number from 1 to 65535.");
}

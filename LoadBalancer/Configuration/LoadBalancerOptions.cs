using Mesh.Consul;
using Mesh.LoadBalancer.AccessLog;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Listeners;
using Mesh.LoadBalancer.Listeners.Forwarded;
using Mesh.LoadBalancer.Listeners.Tls;
using Mesh.LoadBalancer.Routing;
using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>Section <c>LoadBalancer</c>. Durations are written <c>hh:mm:ss</c>, with fractions of a second where wanted.</summary>
public sealed record LoadBalancerOptions : ServiceSettings
{
    /// <summary>The service that gets every request no tag claims (route <c>/</c> of any host). Default none.</summary>
    public string? DefaultService { get; init => field = NoneIfBlank(value); }

    /// <summary>Rules that come before tags: <c>Rules:0:Path=/api</c> with <c>Rules:0:Service=api</c>. Default none.</summary>
    public IReadOnlyList<RoutingRule> Rules { get; init; } = [];

    /// <summary>
    /// How the paths of tags and rules are read: <c>Prefix</c>, <c>IPrefix</c> (upper and lower case alike) or <c>Glob</c>. Default <c>Prefix</c>.
    /// </summary>
    public PathMatching PathMatching { get; init; }

    /// <summary>The datacenter whose services are balanced. Default: the agent's own.</summary>
    public string? Datacenter { get; init => field = NoneIfBlank(value); }

    /// <summary>Only instances with all these tags are balanced: <c>prod,eu</c>. Default none: all are.</summary>
    public string? RequireTags { get; init => field = NoneIfBlank(value); }

    /// <summary>
    /// Which instances get requests: <c>passing</c>, or <c>passing,warning</c> for those too of which a check warns. Default <c>passing</c>.
    /// </summary>
    public string Status { get; init; } = "passing";

    /// <summary>
    /// What becomes of instances that Consul calls critical for the sole reason that their node's agent is lost: <c>LastResort</c> (they get a route's
    /// requests while it has no other instance) or <c>LeaveOut</c>. Default <c>LastResort</c>.
    /// </summary>
    public LostNodes LostNodes { get; init; }

    /// <summary>
    /// How fresh Consul's answers must be: <c>Default</c> (the leader's), <c>Consistent</c> (of a leader that asked its peers) or <c>Stale</c> (any
    /// server's, also without a leader; spares the leader). Default <c>Default</c>.
    /// </summary>
    public Consistency Consistency { get; init; }

    /// <summary>
    /// How many services have a watch of their own, which costs a connection to Consul. When there are more, those with requests have one, and changes
    /// of the others are heard of a little later. Default 64; 1 to 140: Consul allows 200 connections per client address by default, and those of a
    /// balancer that was killed count for a minute more.
    /// </summary>
    public int Watches { get; init; } = 64;

    /// <summary>
    /// Where the admin pages, <c>/health</c> and <c>/alive</c> are served, never on the public address. <c>http://</c> and a loopback address. Default
    /// <c>http://127.0.0.1:8081</c>; empty turns them off.
    /// </summary>
    public string AdminUrl { get; init; } = "http://127.0.0.1:8081";

    /// <summary>
    /// Sends plain HTTP/1.1 requests over connections of the balancer's own, which costs less; false: all through YARP's forwarder, should an instance
    /// send what only that understands. Default true.
    /// </summary>
    public bool OwnForwarder { get; init; } = true;

    /// <summary>Lets <see cref="AdminUrl"/> be an address that other machines reach. They need no password. Default false.</summary>
    public bool AdminAllowRemote { get; init; }

    /// <summary>
    /// A second public address that speaks HTTP/2 without TLS only, for gRPC: on one plain port Kestrel cannot tell HTTP/2 from HTTP/1.1.
    /// Default none.
    /// </summary>
    public string? Http2Url { get; init => field = NoneIfBlank(value); }

    /// <summary>
    /// A file in which the last good routes and instances are saved, so that the balancer can start while Consul is away. Holds no secrets. Its folder must
    /// exist. Default none: nothing is saved.
    /// </summary>
    public string? Snapshot { get; init => field = NoneIfBlank(value); }

    /// <summary>
    /// How long a service keeps its last good instances when Consul lists none right after an error, a restart or a reset index. While Consul does
    /// not answer at all, they are kept without limit. Default 30 s; 0 to 1 h.
    /// </summary>
    public TimeSpan HoldEmpty { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a request waits for an instance while Consul has not answered about its service yet, as in the moments after a start with many services; then it
    /// is answered with 503. Default 3 s; 0 to 1 min.
    /// </summary>
    public TimeSpan AwaitConsul { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long connecting to an instance may take. Default 2 s; 50 ms to 1 min.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long an unused connection to an instance is kept. Must be shorter than the instance's own keep-alive time, or a request may meet its end.
    /// Default 30 s; 1 s to 1 h.
    /// </summary>
    public TimeSpan IdleConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What is set for single services, by name: each starts from what is set here for all. Default nothing.</summary>
    public IReadOnlyDictionary<string, ServiceSettings> Services { get; init; } = new Dictionary<string, ServiceSettings>();

    /// <summary>
    /// A further public address, for TLS: <c>https://*:8443</c>. Speaks HTTP/2 and HTTP/1.1, with the certificates of <see cref="Tls"/>. Default none.
    /// </summary>
    public string? HttpsUrl { get; init => field = NoneIfBlank(value); }

    /// <inheritdoc cref="TlsOptions"/>
    public TlsOptions Tls { get; init; } = new();

    /// <inheritdoc cref="ListenerOptions"/>
    public ListenerOptions Listeners { get; init; } = new();

    /// <inheritdoc cref="AccessLogOptions"/>
    public AccessLogOptions AccessLog { get; init; } = new();

    /// <inheritdoc cref="ForwardedOptions"/>
    public ForwardedOptions Forwarded { get; init; } = new();

    /// <summary>What holds for a service.</summary>
    public ServiceSettings For(string service) => Services.GetValueOrDefault(service) ?? this;

    // An empty variable counts as unset, as it does for Consul's own tools.
    private static string? NoneIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

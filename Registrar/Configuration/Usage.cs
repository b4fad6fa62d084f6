using System.Reflection;

namespace Mesh.Registrar.Configuration;

/// <summary>What <c>--help</c> and <c>--version</c> print.</summary>
internal static class Usage
{
    /// <summary>Where the registrar listens unless told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8082";

    /// <summary>Every option, setting and variable.</summary>
    public const string Text = $"""
        Registrar: registers running instances in Consul and keeps them true.

        Usage: Registrar [options] [--Setting=value …] [registry URI]

        Registry URI: where the entries go; without one, the Consul that CONSUL_HTTP_ADDR names
          consul://host:port            the agent's HTTP API        consul-unix:///path         its Unix socket
          consul-tls://host:port        over TLS, with CONSUL_CACERT, CONSUL_TLSCERT, CONSUL_TLSKEY
          consulkv://host:port/prefix   its key/value store: the key prefix/name/id holds address:port
          consulkv-unix:///path:/prefix  the same over its Unix socket

        Options, as registrator has them (-name=value, -name value or --name=value; before the registry URI)
          -internal                     register the ports that containers expose, at the containers' own addresses
          -explicit                     register only containers whose metadata names their service
          -ip ADDRESS                   register this address for published ports
          -useIpFromLabel LABEL         register the address that this label of the container holds
          -tags a,b                     tags added to every entry
          -ttl N                        seconds a status holds without a heartbeat, then Consul calls it critical (0: for ever, the default)
          -ttl-refresh N                seconds between two heartbeats, fewer than -ttl
          -resync N                     longest time in seconds between two comparisons with Consul (0: the default, 1)
          -deregister always|on-success take out every container that ended, or only those that did not fail (default always)
          -cleanup                      remove what registrator left in Consul for this host
          -retry-attempts N             how often the first contact with Consul is tried again before the program ends (default -1: for ever)
          -retry-interval N             milliseconds between two such attempts (default 2000)
          --version, --help

        Settings: also read from the environment (Registrar__Host=…) and from appsettings.json; options beat them
          --Registrar:Host=NAME         first part of every entry's id (default: the machine's name)
          --Registrar:Id=TEXT           mark of the entries this registrar owns, Meta mesh-owner (default: the Docker engine's id; with a feed the host)
          --Registrar:Address=HOST      -ip; also for instances that listen on localhost or every interface (default there 127.0.0.1)
          --Registrar:Registry=URI      the registry URI
          --Registrar:Docker=true|false register Docker's containers (default: when there is no feed, or a registry URI)
          --Registrar:Network=NAME      the Docker network whose address is registered for containers in several
          --Registrar:PreferIPv6=true|false         register IPv6 addresses where there are both kinds (default false)
          --Registrar:Resync=hh:mm:ss   longest time between two comparisons with Consul (default 00:00:01)
          --Registrar:Concurrency=N     writes to Consul at the same time (default 8)
          --Registrar:DeregisterOnStop=true|false   take its entries out of Consul when told to stop (default true)
          --Registrar:StopTimeout=hh:mm:ss          how long that may take (default 00:00:02)
          --Registrar:ScriptChecks=true|false       register checks that run programs on the agent's host (default false)
          --Registrar:Internal=, --Registrar:Explicit=, --Registrar:UseIpFromLabel=, --Registrar:Tags=, --Registrar:Ttl=hh:mm:ss, --Registrar:TtlRefresh=hh:mm:ss,
          --Registrar:Deregister=Always|OnSuccess, --Registrar:Cleanup=, --Registrar:RetryAttempts=, --Registrar:RetryInterval=hh:mm:ss: as the options

        Sources of instances
          MESH_FEED_URL, MESH_FEED_TOKEN  address of the AppHost's instance feed, such as http://127.0.0.1:18890, and its token
          DOCKER_HOST                     Docker's engine, unix:///path or tcp://host:port (default unix:///tmp/docker.sock, as registrator has it, or unix:///var/run/docker.sock)
          DOCKER_TLS_VERIFY, DOCKER_CERT_PATH   set: TLS, with ca.pem, cert.pem and key.pem of that folder (default ~/.docker)

        Consul
          CONSUL_HTTP_ADDR              address of the agent (default http://127.0.0.1:8500)
          CONSUL_HTTP_TOKEN, CONSUL_HTTP_TOKEN_FILE, CONSUL_HTTP_SSL, CONSUL_CACERT, CONSUL_CLIENT_CERT, CONSUL_CLIENT_KEY

        Its own listener, with /health, /alive and /metrics
          --urls=URL                    also ASPNETCORE_URLS, ASPNETCORE_HTTP_PORTS (default {DefaultUrl})
        """;

    /// <summary>Name and version.</summary>
    public static string Version { get; } =
        $"Mesh Registrar {typeof(Usage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";
}

using Mesh.LoadBalancer.Services;

namespace Mesh.LoadBalancer.Configuration;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Usage
{
    public const string Text = """
        LoadBalancer: balances HTTP over the instances that Consul knows, and follows their coming and going.

        Usage: LoadBalancer [--Setting=value …]     Settings are also read from the environment (LoadBalancer__DefaultService=…) and from appsettings.json.

        Where requests come in
          --urls=URL;URL                               also ASPNETCORE_URLS or HTTP_PORTS (default http://localhost:8080)
          --LoadBalancer:Http2Url=URL                  a second address, for HTTP/2 without TLS (gRPC) (default none)
          --LoadBalancer:HttpsUrl=URL                  a further address, for TLS (default none)
          --LoadBalancer:Tls:Certificate=FILE|FOLDER;… certificates: PEM or PKCS #12 (default none)
          --LoadBalancer:Tls:Key=FILE                  the private key, where it is neither in the PEM nor beside it (default none)
          --LoadBalancer:Tls:Password=TEXT             opens PKCS #12 files and encrypted keys (default none)
          --LoadBalancer:Tls:CheckInterval=hh:mm:ss    how often the files are looked at for a change (default 00:00:05)
          --LoadBalancer:Tls:Redirect=true|false       sends requests without TLS to https:// (default false)
          --LoadBalancer:Tls:RedirectPort=N            the port they are sent to (default that of HttpsUrl)
          --LoadBalancer:Listeners:HeadersTimeout=hh:mm:ss   how long the head of a request may take (default 00:00:15)
          --LoadBalancer:Listeners:KeepAlive=hh:mm:ss  how long a client's connection is kept without a request (default 00:02:10)
          --LoadBalancer:Listeners:MaxHeaderBytes=N    how large the head of a request may be (default 32768)
          --LoadBalancer:Listeners:MaxConnections=N    how many clients may be connected; 0: as many as come (default 0)
          --LoadBalancer:Forwarded:TrustedProxies=NETWORK,NETWORK   whose X-Forwarded-* are believed (default none)
          --LoadBalancer:Forwarded:ProxyProtocol=true|false   whether their connections begin with a PROXY header (default false)

        Where they go: to services with tags urlprefix-[host]/path [strip=/path] [proto=http|https|grpc|grpcs], and
          --LoadBalancer:DefaultService=NAME           the service that gets all other requests (default none)
          --LoadBalancer:Rules:0:Service=NAME          rules that come before tags, numbered from 0: the service that gets the requests
          --LoadBalancer:Rules:0:Host=HOST, --LoadBalancer:Rules:0:Path=/PATH, --LoadBalancer:Rules:0:Methods=GET,HEAD,
          --LoadBalancer:Rules:0:Headers:NAME=VALUE    which requests those are (default all)
          --LoadBalancer:Rules:0:Strip=/PATH, --LoadBalancer:Rules:0:Prepend=/PATH, --LoadBalancer:Rules:0:Protocol=http|https|grpc|grpcs   what becomes of them
          --LoadBalancer:Rules:0:Policy=POLICY, --LoadBalancer:Rules:0:HashKey=KEY, --LoadBalancer:Rules:0:RequestTimeout=hh:mm:ss,
          --LoadBalancer:Rules:0:FirstByteTimeout=hh:mm:ss, --LoadBalancer:Rules:0:ActivityTimeout=hh:mm:ss, --LoadBalancer:Rules:0:Retries=N,
          --LoadBalancer:Rules:0:RateLimit:PerClient=N, --LoadBalancer:Rules:0:RateLimit:PerClientBurst=N,
          --LoadBalancer:Rules:0:RateLimit:PerService=N, --LoadBalancer:Rules:0:RateLimit:PerServiceBurst=N,
          --LoadBalancer:Rules:0:Breaker:FailureRate=N, --LoadBalancer:Rules:0:Breaker:MinimumRequests=N,
          --LoadBalancer:Rules:0:Breaker:Interval=hh:mm:ss, --LoadBalancer:Rules:0:Breaker:OpenFor=hh:mm:ss   for them alone (default the service's)
          --LoadBalancer:Rules:0:RequestsAtOnce=N      how many of them may be under way at once; 0: no limit (default 0)
          --LoadBalancer:PathMatching=Prefix|IPrefix|Glob   how paths of tags and rules are read (default Prefix)

        What is taken from Consul
          --LoadBalancer:Datacenter=NAME               the datacenter (default the agent's own)
          --LoadBalancer:RequireTags=TAG,TAG           only instances with all these tags (default all)
          --LoadBalancer:Status=passing[,warning]      which instances get requests (default passing)
          --LoadBalancer:Watches=N                     services with a watch of their own, a connection to Consul each (default 64)
          --LoadBalancer:Consistency=Default|Consistent|Stale   how fresh Consul's answers must be (default Default)

        What happens when things go wrong
          --LoadBalancer:Snapshot=FILE                 keeps the last good routes and instances, to start without Consul (default none)
          --LoadBalancer:HoldEmpty=hh:mm:ss            how long instances are kept that Consul forgot in a restart (default 00:00:30)
          --LoadBalancer:AwaitConsul=hh:mm:ss          how long a request waits for Consul's first answer about its service (default 00:00:03)
          --LoadBalancer:LostNodes=LastResort|LeaveOut   what instances get whose node's agent is lost (default LastResort: requests that no other can take)
          --LoadBalancer:Retries=N                     further instances tried after one that failed (default 2)
          --LoadBalancer:AvoidRefused=hh:mm:ss         how often it is tried to connect to one that refused (default 00:00:03)
          --LoadBalancer:ConnectTimeout=hh:mm:ss       how long connecting to an instance may take (default 00:00:02)
          --LoadBalancer:IdleConnectionTimeout=hh:mm:ss   how long an unused connection to an instance is kept (default 00:00:30)
          --LoadBalancer:ActivityTimeout=hh:mm:ss      how long a request may rest without a byte (default 00:01:40)
          --LoadBalancer:OwnForwarder=true|false       sends plain HTTP/1.1 over connections of the balancer's own (default true)
          --Drain:Delay=hh:mm:ss, --Drain:Timeout=hh:mm:ss   how it leaves when told to stop (default 00:00:01, 00:00:10)


        """ + ServiceUsage.Text + """


        Admin pages, /health and /alive
          --LoadBalancer:AdminUrl=URL                  their own address; empty: none (default http://127.0.0.1:8081)
          --LoadBalancer:AdminAllowRemote=true|false   lets it be an address that other machines reach (default false)

        Access log
          --LoadBalancer:AccessLog:Format=Off|Combined|Json   whether requests leave a line (default Off)
          --LoadBalancer:AccessLog:File=FILE           where to (default standard output)
          --LoadBalancer:AccessLog:Share=0..1          the share of requests that leave one (default 1)
          --LoadBalancer:AccessLog:MaxFileBytes=N      how large a file grows before it is renamed; 0: without limit (default 104857600)
          --LoadBalancer:AccessLog:KeptFiles=N         how many renamed files are kept (default 5)

        Consul
          CONSUL_HTTP_ADDR                             address of the agent (default http://127.0.0.1:8500)
          CONSUL_HTTP_TOKEN, CONSUL_HTTP_TOKEN_FILE, CONSUL_HTTP_SSL, CONSUL_CACERT, CONSUL_CLIENT_CERT, CONSUL_CLIENT_KEY
        """;

    /// <summary>Prints the usage when it is asked for; true when it was.</summary>
    public static bool PrintIfAsked(string[] arguments)
    {
        var isAsked = arguments.Any(argument => argument is "--help" or "-h" or "-?");
        if (isAsked)
        {
            Console.WriteLine(Text);
        }

        return isAsked;
    }
}

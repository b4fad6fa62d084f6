namespace Mesh.LoadBalancer.Services;

/// <summary>The part of <c>--help</c> about what may be set for each service.</summary>
internal static class ServiceUsage
{
    public const string Text = """
        For all services; for one of them as --LoadBalancer:Services:NAME:… in place of --LoadBalancer:…
          --LoadBalancer:Balancing:Policy=NAME         WeightedRoundRobin (default), RoundRobin, LeastRequests, PowerOfTwoChoices, Random, PeakEwma, ConsistentHash
          --LoadBalancer:Balancing:SlowStart=hh:mm:ss  how long a new instance's weight rises (default 0)
          --LoadBalancer:Balancing:HashKey=KEY         address (default), path, header:NAME or cookie:NAME
          --LoadBalancer:Balancing:HashBalance=N       how many times the mean an instance may have under way (default 1.25)
          --LoadBalancer:Balancing:LatencyDecay=hh:mm:ss   how long a latency counts (default 00:00:10)
          --LoadBalancer:Sticky:Cookie=NAME            keeps clients with their instance by this cookie (default none)
          --LoadBalancer:Sticky:Lifetime=d.hh:mm:ss    how long the cookie lasts; 0: the client's session (default 0)
          --LoadBalancer:Ejection:Status=NAME          which answers are failures: Any5xx (default), Gateway (502 to 504), None
          --LoadBalancer:Ejection:ConsecutiveFailures=N   how many in a row eject an instance; 0: none do (default 5)
          --LoadBalancer:Ejection:FailureRate=N        the share of failures that ejects one; 0: none does (default 0.5)
          --LoadBalancer:Ejection:MinimumRequests=N    … of at least so many requests (default 20)
          --LoadBalancer:Ejection:Interval=hh:mm:ss    … within this time (default 00:00:10)
          --LoadBalancer:Ejection:MaximumEjected=N     the share of instances that may be ejected (default 0.5)
          --LoadBalancer:Ejection:Duration=hh:mm:ss    how long the first time; twice as long each further time (default 00:00:10)
          --LoadBalancer:Ejection:MaximumDuration=hh:mm:ss   how long at most (default 00:05:00)
          --LoadBalancer:ActiveCheck:Path=/PATH        asks instances for their health (default none)
          --LoadBalancer:ActiveCheck:Interval=hh:mm:ss, --LoadBalancer:ActiveCheck:Timeout=hh:mm:ss   (default 00:00:05, 00:00:02)
          --LoadBalancer:ActiveCheck:UnhealthyAfter=N, --LoadBalancer:ActiveCheck:HealthyAfter=N      checks in a row (default 3, 2)
          --LoadBalancer:Retry:BadAnswers=true|false   tries 502, 503 and 504 on another instance (default true)
          --LoadBalancer:Retry:Timeouts=true|false     tries what got no answer in time on another instance (default true)
          --LoadBalancer:Retry:Share=N                 retries may be this share of requests (default 0.2)
          --LoadBalancer:Retry:PerSecond=N             … and so many a second beyond (default 10)
          --LoadBalancer:Timeouts:Request=hh:mm:ss     how long a request may take as a whole (default no limit)
          --LoadBalancer:Timeouts:FirstByte=hh:mm:ss   how long until a response begins (default no limit)
          --LoadBalancer:Limits:RequestsPerInstance=N  requests under way on one instance (default no limit)
          --LoadBalancer:Limits:Queue=N, --LoadBalancer:Limits:QueueTimeout=hh:mm:ss   who waits for one, and how long (default 100, 00:00:01)
          --LoadBalancer:RateLimit:PerClient=N, --LoadBalancer:RateLimit:PerClientBurst=N     requests a second of one address (default no limit)
          --LoadBalancer:RateLimit:PerService=N, --LoadBalancer:RateLimit:PerServiceBurst=N   requests a second of all (default no limit)
          --LoadBalancer:Breaker:FailureRate=N         the share of failures that opens a service's breaker; 0: never (default 0)
          --LoadBalancer:Breaker:MinimumRequests=N     … of at least so many requests (default 20)
          --LoadBalancer:Breaker:Interval=hh:mm:ss     … within this time (default 00:00:10)
          --LoadBalancer:Breaker:OpenFor=hh:mm:ss      how long it stays open (default 00:00:05)
        """;
}

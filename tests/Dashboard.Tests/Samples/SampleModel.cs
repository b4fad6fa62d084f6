using Mesh.Dashboard.Resources;

namespace Mesh.Dashboard.Tests.Samples;

/// <summary>Resources in every state that the pages must show.</summary>
internal static class SampleModel
{
    public const int MaxInstances = 10;

    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private static readonly ResourceCommand Stop = new("stop", "Stop", true) { Icon = "Stop", Description = "Stops the resource." };
    private static readonly ResourceCommand Start = new("start", "Start", true) { Icon = "Play", Description = "Starts the resource." };
    private static readonly ResourceCommand Restart = new("restart", "Restart", true)
    {
        Icon = "ArrowCounterclockwise",
        Description = "Stops the resource and starts it again."
    };

    private static readonly ResourceCommand Scale = new("scale", "Scale", true)
    {
        Icon = "ArrowBidirectionalUpDown",
        Description = $"Set the number of instances of web, from 1 to {MaxInstances}",
        IsHighlighted = true,
        Inputs = [new("n", "Instances", CommandInputKind.Number) { IsRequired = true, Placeholder = $"1 to {MaxInstances}" }],
    };

    public static IEnumerable<ResourceSnapshot> Resources() =>
    [
        Running("consul", "Executable", 310) with
        {
            Source = "/opt/tools/consul/1.22/consul",
            Urls = [new("http", "http://localhost:8500", null, true, false), new("dns", "tcp://127.0.0.1:8600", null, true, true)],
            Volumes = [new("/tmp/mesh-consul", "/consul/data", "bind", false)],
        },
        new()
        {
            Id = "web", Name = "web", DisplayName = "web", Type = "ReplicaSet", State = "Running 3/3", StateStyle = "success", Commands = [Scale, Stop],
                Created = Now.AddMinutes(-5),
        },
        .. Enumerable.Range(1, MaxInstances).Select(n => Instance(n, n <= 3)),
        Running("registrar", "Project", 300) with
        {
            Source = "/src/Shop/Registrar/Registrar.csproj",
            Urls = [new("http", "http://localhost:40011", null, true, false)],
            Relationships = [new("consul", "Reference"), new("consul", "WaitFor")],
            Environment =
            [
                new("ASPNETCORE_ENVIRONMENT", "Development"), new("ASPNETCORE_URLS", "http://localhost:40011"),
                    new("CONSUL_HTTP_ADDR", "http://localhost:8500"),
                new("CONSUL_HTTP_TOKEN", null, true), new("MESH_FEED_TOKEN", null, true), new("MESH_FEED_URL", "http://127.0.0.1:38211"),
                new("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"), new("OTEL_EXPORTER_OTLP_HEADERS", null, true),
                    new("OTEL_SERVICE_NAME", "registrar"),
            ],
        },
        Running("lb", "Project", 298) with
        {
            Source = "/src/Shop/LoadBalancer/LoadBalancer.csproj",
            Health = ResourceHealth.Unhealthy,
            HealthReports =
            [
                new("lb_http_/health_200_check", ResourceHealth.Unhealthy, "Discover endpoint http://localhost:8081/health failed with status code 503",
                    "System.Net.Http.HttpRequestException: Connection refused (localhost:8081)\n   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host, Int32 port)", Now.AddSeconds(-4)),
                new("destinations", ResourceHealth.Healthy, "3 of 3 destinations take traffic", null, Now.AddSeconds(-12)),
            ],
            Urls = [new("http", "http://localhost:8080", null, true, false), new("admin", "http://localhost:8081", "Admin", true, false),
                new("metrics", "http://localhost:8081/metrics", null, true, false)],
            Relationships = [new("consul", "Reference"), new("consul", "WaitFor"), new("web", "Reference")],
        },
        new()
        {
            Id = "importer-qwertzui", Name = "importer", DisplayName = "importer", Type = "Container", State = "Exited", ExitCode = 137,
                Source = "registry.example/shop/importer:2.1",
            Started = Now.AddMinutes(-40), Stopped = Now.AddMinutes(-12), Commands = [Start], Relationships = [new("consul", "WaitFor")],
        },
        new() { Id = "api-aaaa", Name = "api", DisplayName = "api", Type = "Project", State = "Running", Health = ResourceHealth.Healthy,
            Started = Now.AddMinutes(-3), Urls = [new("http", "http://localhost:5100", null, true, false)], Commands = [Stop, Restart] },
        new() { Id = "api-bbbb", Name = "api", DisplayName = "api", Type = "Project", State = "Starting", Commands = [Stop with { IsEnabled = false }] },
    ];

    public static ResourceSnapshot Instance(int number, bool runs) => (runs ? Running($"web-{number}", "Project", 290) : new ResourceSnapshot
    {
        Id = $"web-{number}-{Suffix(number)}",
        Name = $"web-{number}",
        DisplayName = $"web-{number}",
        Type = "Project",
        State = "NotStarted",
        Commands = [Start],
    }) with
    {
        Id = $"web-{number}-{Suffix(number)}",
        Parent = "web",
        Source = "/src/Shop/SimpleWeb/SimpleWeb.csproj",
        Urls = [new("http", $"http://localhost:{41200 + number}", null, runs, false)],
        Relationships = [new("web", "Parent")],
        Environment = [new("ASPNETCORE_URLS", $"http://localhost:{41200 + number}"), new("SERVICE_NAME", "web"), new("SERVICE_TAGS", "backend")],
        Properties = [new("executable.pid", $"{8100 + number}"), new("project.path", "/src/Shop/SimpleWeb/SimpleWeb.csproj")],
    };

    public static string Suffix(int number) => new((char)('a' + number), 8);

    private static ResourceSnapshot Running(string name, string type, int seconds) => new()
    {
        Id = $"{name}-hgfedcba",
        Name = name,
        DisplayName = name,
        Type = type,
        State = "Running",
        StateStyle = "success",
        Health = ResourceHealth.Healthy,
        HealthReports = [new($"{name}_http_/health_200_check", ResourceHealth.Healthy, null, null, Now.AddSeconds(-9))],
        Created = Now.AddSeconds(-seconds - 3),
        Started = Now.AddSeconds(-seconds),
        Commands = [Stop, Restart],
        Properties = [new("executable.pid", "8044"), new("executable.workDir", "/src/Shop")],
    };
}

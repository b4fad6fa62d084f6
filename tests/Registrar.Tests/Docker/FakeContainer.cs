using System.Text.Json.Nodes;

namespace Mesh.Registrar.Tests.Docker;

/// <summary>A container of a <see cref="FakeDocker"/>, and how an engine describes one.</summary>
internal sealed class FakeContainer
{
    public string Id { get; init; } = "0123456789ab";

    public string Name { get; set; } = "web";

    public string Image { get; init; } = "web:1";

    /// <summary>As engines call it: <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>exited</c>…</summary>
    public string Status { get; set; } = "running";

    public int ExitCode { get; set; }

    /// <summary><c>starting</c>, <c>healthy</c>, <c>unhealthy</c>; null without a HEALTHCHECK.</summary>
    public string? Health { get; set; }

    public string[] Environment { get; set; } = [];

    public Dictionary<string, string> Labels { get; init; } = [];

    public string NetworkMode { get; init; } = "default";

    public string? StopSignal { get; init; }

    public int? StopTimeout { get; init; }

    /// <summary>Ports such as <c>80/tcp</c>, each with where it is published: <c>0.0.0.0:8080</c>, several after commas; empty where it is only exposed.</summary>
    public Dictionary<string, string> Ports { get; set; } = [];

    /// <summary>Networks by name with an IPv4 address, an IPv6 address or both after a comma.</summary>
    public Dictionary<string, string> Networks { get; set; } = new() { ["bridge"] = "172.17.0.2" };

    public bool IsListed => Status is "running" or "paused" or "restarting";

    private bool HasOwnPorts => IsListed && NetworkMode != "host" && !NetworkMode.StartsWith("container:", StringComparison.Ordinal);

    public JsonObject Summary()
    {
        var up = Status == "paused" ? "Up 3 minutes (Paused)" : Health is null ? "Up 3 minutes" : $"Up 3 minutes ({(Health == "starting" ? "health: starting" : Health)})";
        var ports = HasOwnPorts ? Ports.SelectMany(port => SummaryOf(port.Key, port.Value)) : [];
        return new()
        {
            ["Id"] = Id,
            ["Names"] = new JsonArray($"/linked-to/{Name}", $"/{Name}"),
            ["State"] = Status,
            ["Status"] = up,
            ["Ports"] = new JsonArray([.. ports]),
            ["NetworkSettings"] = new JsonObject { ["Networks"] = NetworksJson() },
        };
    }

    public JsonObject Details()
    {
        var state = new JsonObject { ["Status"] = Status, ["Running"] = IsListed, ["ExitCode"] = ExitCode };
        if (Health is not null)
        {
            state["Health"] = new JsonObject { ["Status"] = Health };
        }

        return new()
        {
            ["Id"] = Id,
            ["Name"] = $"/{Name}",
            ["State"] = state,
            ["Config"] = new JsonObject
            {
                ["Image"] = Image,
                ["Env"] = new JsonArray([.. Environment.Select(variable => JsonValue.Create(variable))]),
                ["Labels"] = new JsonObject(Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
                ["ExposedPorts"] = new JsonObject(Ports.Keys.Select(port => KeyValuePair.Create(port, (JsonNode?)new JsonObject()))),
                ["StopSignal"] = StopSignal,
                ["StopTimeout"] = StopTimeout,
            },
            ["HostConfig"] = new JsonObject { ["NetworkMode"] = NetworkMode },
            ["NetworkSettings"] = new JsonObject
            {
                ["Ports"] = HasOwnPorts ? new JsonObject(Ports.Select(port => KeyValuePair.Create(port.Key, BindingsOf(port.Value)))) : new JsonObject(),
                ["Networks"] = NetworksJson(),
            },
        };
    }

    private static IEnumerable<(string Ip, string Port)> Published(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(each => (each[..each.LastIndexOf(':')], each[(each.LastIndexOf(':') + 1)..]));

    private static IEnumerable<JsonNode> SummaryOf(string port, string published)
    {
        var parts = port.Split('/');
        return published.Length == 0
            ? [new JsonObject { ["PrivatePort"] = int.Parse(parts[0]), ["Type"] = parts[1] }]
            : Published(published).Select(each =>
                new JsonObject { ["IP"] = each.Ip, ["PrivatePort"] = int.Parse(parts[0]), ["PublicPort"] = int.Parse(each.Port), ["Type"] = parts[1] });
    }

    private static JsonNode? BindingsOf(string published) => published.Length == 0
        ? null
        : new JsonArray([.. Published(published).Select(each => new JsonObject { ["HostIp"] = each.Ip, ["HostPort"] = each.Port })]);

    private JsonObject NetworksJson() => new(Networks.Select(network => KeyValuePair.Create(network.Key, (JsonNode?)new JsonObject
    {
        ["NetworkID"] = $"id-of-{network.Key}",
        ["IPAddress"] = IsListed ? network.Value.Split(',').FirstOrDefault(address => !address.Contains(':')) ?? "" : "",
        ["GlobalIPv6Address"] = IsListed ? network.Value.Split(',').FirstOrDefault(address => address.Contains(':')) ?? "" : "",
    })));
}

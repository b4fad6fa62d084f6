using Microsoft.Extensions.Configuration;

namespace Mesh.ServiceDefaults;

/// <summary>Who this process is among the instances of its service.</summary>
/// <param name="Id">
/// <c>{OTEL_SERVICE_NAME}-{service.instance.id}</c> (the id Aspire gives an instance, such as <c>web-1-abcdwxyz</c>) when both are given,
/// else <c>{machine}:{process id}</c>. It stands as tag <c>instance</c> on every server span.
/// </param>
public sealed record InstanceIdentity(string Id)
{
    /// <summary>Reads the identity from OpenTelemetry's own variables <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c>.</summary>
    public static InstanceIdentity From(IConfiguration configuration)
    {
        var service = configuration["OTEL_SERVICE_NAME"];
        var suffix = ResourceAttribute(configuration["OTEL_RESOURCE_ATTRIBUTES"], "service.instance.id");
        return string.IsNullOrEmpty(service) || string.IsNullOrEmpty(suffix)
            ? new($"{Environment.MachineName}:{Environment.ProcessId}")
            : new($"{service}-{suffix}");
    }

    // Comma-separated key=value pairs with percent-encoded values: OpenTelemetry specification, "Resource SDK".
    private static string? ResourceAttribute(string? attributes, string name) =>
        (attributes ?? "").Split(',', StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length == 2 && pair[0] == name)
            .Select(pair => Uri.UnescapeDataString(pair[1]))
            .FirstOrDefault();
}

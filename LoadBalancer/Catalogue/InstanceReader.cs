using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Mesh.Consul;
using Mesh.LoadBalancer.Telemetry;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>Turns Consul's answer about a service into instances.</summary>
internal sealed class InstanceReader(InstanceFilter filter)
{
    /// <summary>All instances, sorted by id, so that equal answers read equal whatever their order.</summary>
    public ImmutableArray<Instance> Read(IReadOnlyList<ServiceInstance> answer) =>
        [.. answer.Select(Read).OrderBy(instance => instance.Id, StringComparer.Ordinal)];

    private Instance Read(ServiceInstance listed)
    {
        var id = $"{listed.Node.Name}/{listed.Service.Id}";
        var address = Join(listed.Address, listed.Service.Port);
        var (state, reason) = address is null
            ? (InstanceState.Unusable, $"'{listed.Address}' port {listed.Service.Port} is not an address")
            : filter.MissingTag(listed.Service.Tags) is { } missing
            ? (InstanceState.LeftOut, InstanceFilter.ReasonFor(missing))
            : Judge(listed);
        var weights = listed.Service.Weights;
        var instance = new Instance(
            id,
            address ?? $"{listed.Address}:{listed.Service.Port}",
            [.. listed.Service.Tags],
            state,
            filter.Takes(state),
            reason,
            state == InstanceState.Warning ? weights.Warning : weights.Passing)
        {
            IsLastResort = filter.TakesAsLastResort(state),
        };
        return ChangeTracing.IsOn ? Mark(instance, listed) : instance;
    }

    private static Instance Mark(Instance instance, ServiceInstance listed)
    {
        var registered = ChangeMark.Parse(listed.Service.Meta.GetValueOrDefault(ChangeMark.Key));
        var told = listed.Checks.Select(check => ChangeMark.In(check.Output)).OfType<ChangeMark>().MaxBy(mark => mark.At);
        return instance with { Registered = registered, LastChange = told is null || told.At < registered?.At ? registered : told };
    }

    private static string? Join(string host, int port) => (Uri.CheckHostName(host), port) switch
    {
        (_, < 1 or > ushort.MaxValue) or (UriHostNameType.Unknown, _) => null,
        _ when IPAddress.TryParse(host, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 => $"[{ip}]:{port}",
        _ => $"{host}:{port}",
    };

    private (InstanceState State, string? Reason) Judge(ServiceInstance listed)
    {
        if (listed.Checks.FirstOrDefault(check => check is { IsMaintenance: true, Status: not CheckStatus.Passing }) is { } maintenance)
        {
            return (InstanceState.Maintenance, maintenance.Notes);
        }

        var (state, reason) = Judge(listed.Checks.Where(check => !check.IsOfAgent).MaxBy(check => check.Status));
        return listed.Checks.FirstOrDefault(check => check is { IsOfAgent: true, Status: CheckStatus.Critical }) is not { } lost ? (state, reason)
            : filter.Takes(state) ? (InstanceState.NodeLost, Describe(lost))
            : (InstanceState.Critical, Describe(lost));
    }

    private static (InstanceState State, string? Reason) Judge(HealthCheck? worst) => worst?.Status switch
    {
        CheckStatus.Critical => (InstanceState.Critical, Describe(worst)),
        CheckStatus.Warning => (InstanceState.Warning, Describe(worst)),
        _ => (InstanceState.Passing, null),
    };

    private static string Describe(HealthCheck check)
    {
        var output = check.Output.AsSpan().Trim();
        var line = output.IndexOfAny('\r', '\n') is >= 0 and var end ? output[..end] : output;
        return line.IsEmpty ? $"check '{check.Name}'" : $"check '{check.Name}': {line}";
    }
}

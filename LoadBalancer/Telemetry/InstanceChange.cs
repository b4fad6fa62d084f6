using System.Diagnostics;
using Mesh.LoadBalancer.Catalogue;
using Mesh.ServiceDefaults.Telemetry;

namespace Mesh.LoadBalancer.Telemetry;

/// <summary>A change of an instance that requests are to follow, and that somebody traces.</summary>
/// <param name="Service">Its service.</param>
/// <param name="Instance">Its id: <see cref="Catalogue.Instance.Id"/>.</param>
/// <param name="Mark">What its entry tells of the trace.</param>
/// <param name="Answer">The answer of Consul's that told it; null when it was something else.</param>
/// <param name="ObservedAt">When it began to be applied.</param>
internal sealed record InstanceChange(string Service, string Instance, ChangeMark Mark, ServiceAnswer? Answer, DateTimeOffset ObservedAt)
{
    /// <summary>Whether the instance gets requests from now on.</summary>
    public bool IsTaking { get; private init; }

    /// <summary>Whether it got none before.</summary>
    public bool IsArrival { get; private init; }

    /// <summary>Whether Consul does not list it any more.</summary>
    public bool IsGone { get; private init; }

    /// <summary>What changed, in one word.</summary>
    public string Kind => IsGone ? ChangeMark.Removed : Mark.Kind;

    /// <summary>The trace that the change belongs to.</summary>
    public ActivityContext Trace => IsGone ? Mark.Removal : Mark.Context;

    /// <summary>When the instance changed; null when that is not known.</summary>
    public DateTimeOffset? HappenedAt => IsGone ? null : Mark.At;

    /// <summary>What is different between two states of a service, as far as it concerns requests.</summary>
    public static IEnumerable<InstanceChange> Between(Service? last, Service? next, DateTimeOffset now)
    {
        var before = (last?.Instances ?? []).ToDictionary(instance => instance.Id, StringComparer.Ordinal);
        foreach (var instance in next?.Instances ?? [])
        {
            before.Remove(instance.Id, out var known);
            var wasAvailable = known?.IsAvailable == true;
            if (instance.LastChange is { } mark && (wasAvailable || instance.IsAvailable))
            {
                yield return new(next!.Name, instance.Id, mark, next.Answer, now) { IsTaking = instance.IsAvailable, IsArrival = !wasAvailable };
            }
        }

        foreach (var gone in before.Values)
        {
            if (gone is { Registered: { } mark, IsAvailable: true })
            {
                yield return new(last!.Name, gone.Id, mark, next?.Answer, now) { IsGone = true };
            }
        }
    }
}

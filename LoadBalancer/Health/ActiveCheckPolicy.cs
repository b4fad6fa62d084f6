using System.Runtime.CompilerServices;
using Mesh.LoadBalancer.Services;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Health;

/// <summary>Judges the answers to YARP's active checks: it takes several in a row to leave an instance out, and several to take it back.</summary>
internal sealed class ActiveCheckPolicy(RoutedServices services, IDestinationHealthUpdater updater) : IActiveHealthCheckPolicy
{
    public const string PolicyName = "InARow";

    private readonly ConditionalWeakTable<DestinationState, Row> _rows = [];

    public string Name => PolicyName;

    public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults)
    {
        var options = services.Of(cluster).Settings.ActiveCheck;
        updater.SetActive(cluster, [.. probingResults.Select(result => new NewActiveDestinationHealth(result.Destination, Judge(result, options)))]);
    }

    private DestinationHealth Judge(DestinationProbingResult result, ActiveCheckOptions options)
    {
        var isWell = result.Response?.IsSuccessStatusCode == true;
        var row = _rows.GetOrCreateValue(result.Destination);
        row.Length = row.IsWell == isWell ? row.Length + 1 : 1;
        row.IsWell = isWell;
        var judged = isWell ? DestinationHealth.Healthy : DestinationHealth.Unhealthy;
        return row.Length >= (isWell ? options.HealthyAfter : options.UnhealthyAfter) ? judged : result.Destination.Health.Active;
    }

    /// <summary>The latest checks of an instance that ended alike.</summary>
    private sealed class Row
    {
        public bool IsWell { get; set; }

        public int Length { get; set; }
    }
}

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Tells people at a terminal what starts, how far it has got, where to find it, and later what ends unasked.</summary>
internal sealed class StartupReport(
    DistributedApplicationModel model, ResourceNotificationService notifications, EngineDashboard dashboard, IHostApplicationLifetime lifetime,
    TimeProvider time, ILogger<DistributedApplication> logger)
{
    private readonly long _began = time.GetTimestamp();
    private readonly Dictionary<string, string> _shown = [];

    /// <summary>Writes until everything that starts by itself is healthy or has failed, then the addresses; returns at the end of the application.</summary>
    public async Task WriteAsync()
    {
        var expected = model.Resources.Where(resource => !resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
            .SelectMany(resource => resource.Annotations.OfType<InstanceIdsAnnotation>()).SelectMany(instances => instances.Ids).ToHashSet();
        var (settled, anyFailed) = (false, false);
        await foreach (var change in notifications.WatchAsync())
        {
            if (change.Snapshot.IsHidden)
            {
                expected.Remove(change.ResourceId);
                continue;
            }

            Write(change);
            if (IsSettled(change.Snapshot))
            {
                expected.Remove(change.ResourceId);
            }

            anyFailed |= ResourceNotificationService.IsOver(change.Snapshot);
            if (!settled && !IsStopping && (expected.Count == 0 || (anyFailed && expected.All(Waits))))
            {
                settled = true;
                WriteAddresses(isComplete: !anyFailed);
                SessionLog.Started(logger);
            }
        }
    }

    private bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    // What waits for something that has failed would wait for ever, and everybody else with it.
    private bool Waits(string id) => notifications.TryGetCurrentState(id, out var state) && state.Snapshot.State?.Text == KnownResourceStates.Waiting;

    private static bool IsSettled(CustomResourceSnapshot snapshot) =>
        ResourceNotificationService.IsHealthy(snapshot) || ResourceNotificationService.IsOver(snapshot) || snapshot.State?.Text == KnownResourceStates.Active;

    private void Write(ResourceEvent change)
    {
        var text = Describe(change.Snapshot);
        if (text is null || IsOfNoInterest(change) || (_shown.TryGetValue(change.ResourceId, out var before) && before == text))
        {
            return;
        }

        var wasAsked = before == Describe(KnownResourceStates.Stopping);
        _shown[change.ResourceId] = text;
        var line = $"{NameOf(change),-14} {text}";
        if (ResourceNotificationService.IsOver(change.Snapshot) && change.Snapshot.ExitCode is > 0 && !wasAsked)
        {
            SessionLog.Problem(logger, dashboard.Address is { } address ? $"{line}; its output: {new Uri(address, $"console?resource={NameOf(change)}")}" : line);
        }
        else
        {
            SessionLog.Progress(logger, line);
        }
    }

    // What the engine does not run is not stopped by it either: its states would only echo those of the instances that are.
    private bool IsOfNoInterest(ResourceEvent change) =>
        IsStopping && !change.Resource.HasAnnotationOfType<InstanceIdsAnnotation>();

    private static string? Describe(CustomResourceSnapshot snapshot) => snapshot.State?.Text switch
    {
        null or "" or "NotStarted" or "FailedToStart" => null, // A failure has been logged with its reason.
        "Running" when snapshot.Ready is null && snapshot.HealthStatus != HealthStatus.Healthy => null,
        "Running" => snapshot.HealthStatus?.ToString().ToLowerInvariant(),
        "Finished" or "Exited" => $"ended with exit code {snapshot.ExitCode}",
        { } state => Describe(state),
    };

    private static string Describe(string state) => state.ToLowerInvariant();

    private static string NameOf(ResourceEvent change) =>
        InstanceIdsAnnotation.IdsOf(change.Resource).Length > 1 ? change.ResourceId : change.Resource.Name;

    private void WriteAddresses(bool isComplete)
    {
        var seconds = time.GetElapsedTime(_began).TotalSeconds;
        SessionLog.Progress(logger, isComplete ? $"Everything has started after {seconds:0.0} s." : $"Not everything could start; {seconds:0.0} s have passed.");
        foreach (var resource in model.Resources.OrderByDescending(IsForUsers))
        {
            if (!notifications.TryGetCurrentState(InstanceIdsAnnotation.IdsOf(resource)[0], out var state))
            {
                continue;
            }

            foreach (var url in state.Snapshot.Urls.Where(url => !url.IsInternal && !url.IsInactive && url.Url.StartsWith("http", StringComparison.Ordinal)))
            {
                var name = url.DisplayProperties.DisplayName is { Length: > 0 } text ? text : url.Name is null or "http" ? resource.Name : $"{resource.Name} {url.Name}";
                SessionLog.Address(logger, $"{name,-14} {url.Url}");
            }
        }

        // Said before, too; but by now many lines stand below that.
        if (dashboard.LoginUrl is { } login)
        {
            SessionLog.Address(logger, $"{"dashboard",-14} {login}");
        }
    }

    // Whoever reads the first line only should find what the application is for.
    private static bool IsForUsers(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>().Any(endpoint => endpoint.IsExternal);
}

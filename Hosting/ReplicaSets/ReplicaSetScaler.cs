using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.Server;
using Microsoft.Extensions.Logging;

namespace Mesh.Hosting.ReplicaSets;

/// <summary>Starts and stops instances of a replica set until there are as many as wanted, and says what came of it.</summary>
internal sealed partial class ReplicaSetScaler(
    ReplicaSetResource set,
    ReplicaSetPublisher publisher,
    ResourceCommandService commands,
    ResourceWatch watch,
    ScaleSettings settings,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Brings the set to <paramref name="instances"/>: stops those with the highest numbers, or starts what is missing and waits for its health.</summary>
    public Task<ExecuteCommandResult> ScaleAsync(int instances, CancellationToken cancellationToken) => set.Requests.RunAsync(
        Count(instances),
        async token =>
        {
            var (before, begun) = (set.Wanted, time.GetTimestamp());
            Log.Scaling(logger, set.Name, before, instances);
            set.Wanted = instances;
            var problems = await MoveAsync(instances, token);
            await publisher.PublishAsync();
            return Outcome($"{set.Name}: {Change(before, instances)}", problems, before > instances ? $"{before - instances} stopped" : "all healthy", begun);
        },
        later => CommandResults.Failure($"{set.Name}: gave way to a later request for {later} before it had {Count(instances)}."),
        cancellationToken);

    /// <summary>Stops all instances. How many are wanted stays as it is, so that a start brings them back.</summary>
    public Task<ExecuteCommandResult> StopAsync(CancellationToken cancellationToken) => set.Requests.RunAsync(
        "a stop",
        async token =>
        {
            var begun = time.GetTimestamp();
            return Outcome(set.Name, await MoveAsync(0, token), "all instances stopped", begun);
        },
        later => CommandResults.Failure($"{set.Name}: gave way to a later request for {later} before all instances had stopped."),
        cancellationToken);

    private static string Count(int instances) => instances == 1 ? "1 instance" : $"{instances} instances";

    private static string Change(int before, int instances) => before == instances ? Count(instances) : $"{before} → {Count(instances)}";

    private async Task<List<string>> MoveAsync(int instances, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(settings.ReadyTimeout, time);
        var moves = set.Instances.Select((instance, index) =>
        {
            var move = new InstanceMove(instance, commands, set.Commands, watch.Resources, late.Token);
            return index < instances ? move.UpAsync(cancellationToken) : move.DownAsync(cancellationToken);
        });

        return [.. (await Task.WhenAll(moves)).OfType<string>()];
    }

    private ExecuteCommandResult Outcome(string subject, List<string> problems, string achieved, long begun)
    {
        var seconds = time.GetElapsedTime(begun).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return problems.Count == 0
            ? CommandResults.Success($"{subject}, {achieved} after {seconds} s")
            : CommandResults.Failure($"{subject}, but after {seconds} s not {achieved}: {string.Join("; ", problems)}");
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = nameof(Scaling), Level = LogLevel.Information, Message = "Scaling {Set} from {Before} to {Instances} instances")]
        public static partial void Scaling(ILogger logger, string set, int before, int instances);
    }
}

using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Mesh.Hosting.ReplicaSets;
using Mesh.Hosting.Server;

namespace Mesh.Hosting.Control;

/// <summary>Gives resources commands, for a person at another terminal.</summary>
internal sealed class ControlCommands(DistributedApplicationModel model, ResourceCommandService commands, ResourceWatch watch)
{
    /// <summary>Carries out a command: yields progress, then the outcome.</summary>
    public async IAsyncEnumerable<SseItem<string>> ExecuteAsync(ControlRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Find(request.Resource) is not { } target)
        {
            yield return new(Unknown(request), ControlEvents.Failed);
            yield break;
        }

        if (Refusal(request, target.Resource) is { } refusal)
        {
            yield return new(refusal, ControlEvents.Failed);
            yield break;
        }

        var told = Texts(target);
        var execution = ExecuteAsync(request, target, cancellationToken);
        bool isLast;
        do
        {
            // Asked before the states are read, so that those which the command has reached are told too.
            isLast = execution.IsCompleted;
            var change = watch.Resources.NextChange;
            var now = Texts(target);
            foreach (var (name, text) in now.Where(entry => told.GetValueOrDefault(entry.Key) != entry.Value))
            {
                yield return new($"{name}: {text}", ControlEvents.Progress);
            }

            told = now;
            await Task.WhenAny(execution, change);
        }
        while (!isLast);

        var result = await execution;
        yield return new(Outcome(request, result), result.Success ? ControlEvents.Succeeded : ControlEvents.Failed);
    }

    private static string Outcome(ControlRequest request, ExecuteCommandResult result) => result switch
    {
        { Message: { Length: > 0 } message } => message,
        { Success: true } => $"{request.Resource} {Past(request.Command)}",
        { Canceled: true } => $"{request.Resource} was not {Past(request.Command)}: the AppHost is ending",
        _ => $"{request.Resource} could not be {Past(request.Command)}",
    };

    private static string Past(string command) => command switch
    {
        "stop" => "stopped",
        "scale" => "scaled",
        _ => $"{command}ed",
    };

    private static string? Refusal(ControlRequest request, IResource resource) =>
        request.Command == ScaleCommand.Name && resource is not ReplicaSetResource
            ? $"{resource.Name} is not a replica set and cannot be scaled."
            : null;

    private async Task<ExecuteCommandResult> ExecuteAsync(ControlRequest request, ControlTarget target, CancellationToken cancellationToken)
    {
        if (target.ReplicaId is { } id)
        {
            return await commands.ExecuteCommandAsync(id, request.Command, cancellationToken);
        }

        if (request.Instances is { } instances)
        {
            var value = instances.ToString(CultureInfo.InvariantCulture);
            var arguments = new InteractionInputCollection([new() { Name = ScaleCommand.Argument, InputType = InputType.Number, Value = value }]);
            return await commands.ExecuteCommandAsync(target.Resource, request.Command, arguments, cancellationToken);
        }

        return await commands.ExecuteCommandAsync(target.Resource, request.Command, cancellationToken);
    }

    private ControlTarget? Find(string name)
    {
        var known = model.Resources.FirstOrDefault(resource => resource.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return known is not null ? new(known)
            : watch.Resources.Current.TryGetValue(name, out var replica) ? new(replica.Resource, replica.ResourceId)
            : null;
    }

    private string Unknown(ControlRequest request)
    {
        var (kind, names) = request.Command == ScaleCommand.Name
            ? ("replica set", model.Resources.OfType<ReplicaSetResource>().Select(set => set.Name))
            : ("resource", model.Resources.SelectMany(NamesOf));
        return $"There is no {kind} '{request.Resource}'. There are: {string.Join(", ", names)}.";
    }

    private IEnumerable<string> NamesOf(IResource resource) =>
        watch.Resources.Current.Values.Where(change => change.Resource == resource && !change.Snapshot.IsHidden).Select(ResourceLine.NameOf).Order(StringComparer.Ordinal);

    private Dictionary<string, string> Texts(ControlTarget target) =>
        watch.Resources.Current.Values.Where(target.Concerns).Where(change => !string.IsNullOrEmpty(change.Snapshot.State?.Text))
            .ToDictionary(ResourceLine.NameOf, change => change.Snapshot switch
            {
                { HealthStatus: { } health } => $"{change.Snapshot.State!.Text}, {health}",
                _ => change.Snapshot.State!.Text,
            });
}

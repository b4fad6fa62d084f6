using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Mesh.Dashboard.Resources;

namespace Aspire.Hosting.Dashboard;

/// <summary>Shows the engine's resources to the dashboard.</summary>
internal sealed class EngineResourceSource(
    IDistributedApplicationBuilder builder, ResourceNotificationService notifications, ResourceLoggerService loggers, ResourceCommandService commands,
    IServiceProvider services) : IResourceSource
{
    public string ApplicationName { get; } = builder.Environment.ApplicationName;

    public async IAsyncEnumerable<IReadOnlyList<ResourceSnapshot>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changes = notifications.WatchAsync(ending.Token).GetAsyncEnumerator(ending.Token);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                // What is there already makes one batch: the first one is then the whole application.
                var batch = new Dictionary<string, ResourceEvent>(StringComparer.OrdinalIgnoreCase);
                do
                {
                    batch[changes.Current.ResourceId] = changes.Current;
                    next = changes.MoveNextAsync().AsTask();
                }
                while (next.IsCompletedSuccessfully && next.Result);

                if (batch.Values.Where(IsShown).Select(ResourceTranslation.Translate).ToArray() is { Length: > 0 } shown)
                {
                    yield return shown;
                }
            }
        }
        finally
        {
            // Whoever has seen enough leaves while the next change is waited for.
            await ending.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await changes.DisposeAsync();
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var lines in loggers.Log(resourceId).WatchAsync(cancellationToken))
        {
            yield return [.. lines.Select(ResourceTranslation.Translate)];
        }
    }

    public string? Reveal(string resourceId, string name) => notifications.TryGetCurrentState(resourceId, out var state)
        ? state.Snapshot.EnvironmentVariables.FirstOrDefault(variable => variable.Name == name)?.Value
            ?? state.Snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value?.ToString()
        : null;

    public async Task<CommandOutcome> ExecuteAsync(
        string resourceId, string command, IReadOnlyDictionary<string, string?> inputs, CancellationToken cancellationToken)
    {
        if (!notifications.TryGetCurrentState(resourceId, out var state)
            || state.Resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(known => known.Name == command) is not { } annotation)
        {
            return new(false, $"'{resourceId}' has no command '{command}'.");
        }

        var given = new InteractionInputCollection([.. (annotation.Arguments ?? []).Select(input => input.WithValue(inputs.GetValueOrDefault(input.Name)))]);
        var (_, errors) = await CommandArguments.BindAsync(annotation, given, services, cancellationToken);
        if (errors.Count > 0)
        {
            return new(false)
            {
                InputErrors = errors.Where(error => error.Input is not null).GroupBy(error => error.Input!)
                    .ToDictionary(same => same.Key, same => string.Join(' ', same.Select(error => error.Message))),
            };
        }

        var result = await commands.ExecuteCommandAsync(resourceId, command, given, cancellationToken);
        return new(result.Success, result.Message) { IsCancelled = result.Canceled };
    }

    private static bool IsShown(ResourceEvent change) => !change.Snapshot.IsHidden && change.Snapshot.State?.Text != KnownResourceStates.Hidden;
}

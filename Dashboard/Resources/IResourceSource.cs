namespace Mesh.Dashboard.Resources;

/// <summary>The application as the dashboard sees it: what runs, what it says, and what can be done to it. Whoever hosts the dashboard implements it.</summary>
public interface IResourceSource
{
    /// <summary>The application's name, for people.</summary>
    string ApplicationName { get; }

    /// <summary>
    /// Follows all resources that people may see: the first batch holds every one of them, each later one those that changed since. A resource never goes away.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<ResourceSnapshot>> WatchAsync(CancellationToken cancellationToken);

    /// <summary>Follows a resource's console: first the lines that are kept, then new ones, until <paramref name="cancellationToken"/> is cancelled.</summary>
    /// <param name="resourceId"><see cref="ResourceSnapshot.Id"/>.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceId, CancellationToken cancellationToken);

    /// <summary>The value of a masked environment variable or property, for somebody who asked to see it; <see langword="null"/> when there is none.</summary>
    /// <param name="resourceId"><see cref="ResourceSnapshot.Id"/>.</param>
    /// <param name="name"><see cref="ResourceValue.Name"/>.</param>
    string? Reveal(string resourceId, string name);

    /// <summary>Runs a command. Never throws for what the command does wrong: the result says it.</summary>
    /// <param name="resourceId"><see cref="ResourceSnapshot.Id"/>.</param>
    /// <param name="command"><see cref="ResourceCommand.Name"/>.</param>
    /// <param name="inputs">What was entered, by <see cref="CommandInput.Name"/>; empty for a command without inputs.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    Task<CommandOutcome> ExecuteAsync(
        string resourceId, string command, IReadOnlyDictionary<string, string?> inputs, CancellationToken cancellationToken);
}

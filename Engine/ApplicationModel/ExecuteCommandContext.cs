using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command knows while it is executed.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>The application's services.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The id of the instance the command is executed on.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Ends when whoever asked has gone.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes to the resource's log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The arguments, already checked.</summary>
    public InteractionInputCollection Arguments { get; init; } = new([]);
}

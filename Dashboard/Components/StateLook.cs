using Mesh.Dashboard.Resources;
using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace Mesh.Dashboard.Components;

/// <summary>How a resource's state is shown: never by colour alone.</summary>
/// <param name="Text">State and health in words.</param>
/// <param name="Tone">A class of the stylesheet: <c>good</c>, <c>info</c>, <c>warn</c>, <c>bad</c> or <c>calm</c>.</param>
/// <param name="Icon">The shape that goes with it.</param>
internal sealed record StateLook(string Text, string Tone, Icon Icon)
{
    /// <summary>How it looks, from state, health and exit code.</summary>
    public static StateLook Of(ResourceSnapshot resource) => resource.State switch
    {
        "Running" or "Active" => OfHealth(resource.State, resource.Health),
        "Starting" or "Stopping" or "Building" or "Waiting" => Moving(resource.State),
        null or "" => Moving("Starting"),
        "NotStarted" => new("Not started", "calm", new Icons.Regular.Size20.CircleHint()),
        "FailedToStart" => Bad("Failed to start"),
        "RuntimeUnhealthy" => Bad("Runtime unhealthy"),
        "ValueMissing" => new("Value missing", "warn", new Icons.Filled.Size20.Warning()),
        "Exited" or "Finished" when resource.ExitCode is not (null or 0) => Bad($"{resource.State}, code {resource.ExitCode}"),
        "Exited" or "Finished" => new(resource.State, "calm", new Icons.Regular.Size20.RecordStop()),
        var other => OfStyle(other, resource.StateStyle),
    };

    private static StateLook OfHealth(string state, ResourceHealth? health) => health switch
    {
        ResourceHealth.Unhealthy => new($"{state}, unhealthy", "warn", new Icons.Filled.Size20.HeartBroken()),
        ResourceHealth.Degraded => new($"{state}, degraded", "warn", new Icons.Filled.Size20.Warning()),
        _ => new(state, "good", new Icons.Filled.Size20.CheckmarkCircle()),
    };

    private static StateLook OfStyle(string text, string? style) => style switch
    {
        "success" => new(text, "good", new Icons.Filled.Size20.CheckmarkCircle()),
        "warn" or "warning" => new(text, "warn", new Icons.Filled.Size20.Warning()),
        "error" => Bad(text),
        _ => new(text, "info", new Icons.Filled.Size20.Info()),
    };

    private static StateLook Moving(string text) => new(text, "info", new Icons.Regular.Size20.ArrowSync());

    private static StateLook Bad(string text) => new(text, "bad", new Icons.Filled.Size20.ErrorCircle());
}

using Mesh.Dashboard.Telemetry;

namespace Mesh.Dashboard.Components;

/// <summary>Whose telemetry a page shows.</summary>
/// <param name="Value">The choice, as <see cref="TelemetryResources.Choices"/> has it; empty for all.</param>
/// <param name="Resources">Who it stands for; <see langword="null"/> for all.</param>
internal sealed record ResourceSelection(string Value, IReadOnlyList<ResourceKey>? Resources)
{
    /// <summary>Whether it is one of those chosen.</summary>
    public bool Has(ResourceKey key) => Resources?.Contains(key) ?? true;

    /// <summary>Forgets their telemetry of these kinds.</summary>
    public void Clear(ITelemetryStore store, TelemetryKinds kinds)
    {
        foreach (var key in Resources ?? [null!])
        {
            store.Clear(kinds, key);
        }
    }
}

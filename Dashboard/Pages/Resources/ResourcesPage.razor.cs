using Mesh.Dashboard.Components;
using Mesh.Dashboard.Resources;
using Microsoft.AspNetCore.Components;

namespace Mesh.Dashboard.Pages.Resources;

/// <summary>What runs, how well, and what can be done to it.</summary>
public sealed partial class ResourcesPage
{
    private static readonly TimeSpan ClockInterval = TimeSpan.FromSeconds(10);

    private IReadOnlyList<ResourceSnapshot> _all = [];
    private IReadOnlyList<ResourceNode> _nodes = [];
    private ResourceSnapshot? _selected;
    private string _summary = "";

    /// <summary><c>table</c> (default) or <c>graph</c>.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    /// <summary>The id or name of the resource whose details are shown.</summary>
    [SupplyParameterFromQuery]
    public string? Resource { get; set; }

    /// <summary>A part of the name, type or state of the resources that are shown.</summary>
    [SupplyParameterFromQuery]
    public string? Find { get; set; }

    [Inject]
    private ResourceBoard Board { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private bool IsGraph => View == "graph";

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Follow(Board.Watch(RefreshSoon));
        Follow(Clock.CreateTimer(_ => RefreshSoon(), null, ClockInterval, ClockInterval));
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Refresh();

    /// <inheritdoc/>
    protected override void Refresh()
    {
        _all = Board.Resources;
        _nodes = ResourceNode.TreeOf(string.IsNullOrWhiteSpace(Find) ? _all : [.. _all.Where(IsFound)]);
        _selected = Board.Find(Resource);
        var unwell = _all.Count(resource => StateLook.Of(resource).Tone is "bad" or "warn");
        _summary = $"{_all.Count(resource => resource.State is "Running" or "Active")} running" + (unwell > 0 ? $", {unwell} in trouble" : "");
    }

    private bool IsFound(ResourceSnapshot resource) =>
        new[] { resource.DisplayName, resource.Id, resource.Type, StateLook.Of(resource).Text }
            .Any(text => text.Contains(Find!.Trim(), StringComparison.OrdinalIgnoreCase));

    private void Show(string? view = null, string? resource = null, string? find = null) =>
        Navigation.NavigateTo(Address(view, resource, find), replace: resource is null);

    private string Address(string? view = null, string? resource = null, string? find = null) => Navigation.With(
        ("view", view == "table" ? "" : view), ("resource", resource), ("find", find));
}

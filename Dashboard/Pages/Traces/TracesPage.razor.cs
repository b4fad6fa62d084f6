using System.Globalization;
using Mesh.Dashboard.Components;
using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Traces;
using Microsoft.AspNetCore.Components;

namespace Mesh.Dashboard.Pages.Traces;

/// <summary>Which traces there are, the newest first.</summary>
public sealed partial class TracesPage
{
    private const int PageSize = 100;

    private static readonly (string Value, string Text)[] MinimumDurations =
    [
        ("", "Any duration"), ("1", "1 ms and more"), ("10", "10 ms and more"), ("100", "100 ms and more"),
        ("1000", "1 s and more"), ("10000", "10 s and more"),
    ];

    private Page<TraceSummary> _page = new([], 0);
    private IReadOnlyList<(string, string)> _choices = [];
    private ResourceSelection _resources = new("", null);
    private int _wanted = PageSize;
    private bool _isFiltered;
    private string _summary = "";

    /// <summary>In which this instance, or any instance of this set, takes part.</summary>
    [SupplyParameterFromQuery]
    public string? Resource { get; set; }

    /// <summary>The minimum duration in milliseconds.</summary>
    [SupplyParameterFromQuery]
    public string? Min { get; set; }

    /// <summary>With this text in a span's name or attributes.</summary>
    [SupplyParameterFromQuery]
    public string? Find { get; set; }

    /// <summary>Only those that failed.</summary>
    [SupplyParameterFromQuery]
    public bool Errors { get; set; }

    [Inject]
    private ResourceBoard Board { get; init; } = null!;

    [Inject]
    private ITelemetryStore Store { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Follow(Store.Watch(TelemetryKinds.Traces | TelemetryKinds.Resources, _ => RefreshSoon()));

    /// <inheritdoc/>
    protected override void OnParametersSet() => Refresh();

    /// <inheritdoc/>
    protected override void Refresh()
    {
        _resources = Store.Select(Board, Resource);
        _choices = Store.Choices(Board);
        _isFiltered = Errors || new[] { Resource, Min, Find }.Any(text => !string.IsNullOrWhiteSpace(text));
        _page = Store.QueryTraces(new()
        {
            Resources = _resources.Resources,
            Text = string.IsNullOrWhiteSpace(Find) ? null : Find.Trim(),
            MinimumDuration = double.TryParse(Min, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
                ? TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, 1e9))
                : default,
            ErrorsOnly = Errors,
            Take = _wanted,
        });
        var dropped = Store.Resources.Where(resource => _resources.Has(resource.Key)).Sum(resource => resource.Spans.Dropped);
        _summary = Texts.Count(_page.Total, "trace") + (dropped > 0 ? $", {dropped:#,0} older spans dropped" : "");
    }

    private void ShowMore()
    {
        _wanted += PageSize;
        Refresh();
    }

    private void Clear()
    {
        _resources.Clear(Store, TelemetryKinds.Traces);
        Refresh();
    }

    private void Show((string Name, string? Value) change) =>
        Navigation.NavigateTo(Navigation.With(change.Value is null ? (change.Name, "") : change), replace: true);
}

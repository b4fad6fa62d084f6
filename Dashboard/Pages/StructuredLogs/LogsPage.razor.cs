using System.Globalization;
using Mesh.Dashboard.Components;
using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Logs;
using Mesh.Dashboard.Telemetry.Traces;
using Microsoft.AspNetCore.Components;

namespace Mesh.Dashboard.Pages.StructuredLogs;

/// <summary>What was logged, the newest first.</summary>
public sealed partial class LogsPage
{
    private LogQuery _query = new();
    private ResourceSelection _resources = new("", null);
    private LogSeverity _level;
    private IReadOnlyList<(string, string)> _choices = [];
    private IReadOnlyList<string> _names = [];
    private LogEntry? _selected;
    private LogTable? _table;
    private long _newest = long.MaxValue;
    private int _total;
    private bool _isFiltered;
    private bool _isPaused;
    private string _summary = "";

    /// <summary>Of this instance, or all instances of this set, only.</summary>
    [SupplyParameterFromQuery]
    public string? Resource { get; set; }

    /// <summary>At least this grave: a name of <see cref="LogSeverity"/>.</summary>
    [SupplyParameterFromQuery]
    public string? Level { get; set; }

    /// <summary>With this text.</summary>
    [SupplyParameterFromQuery]
    public string? Find { get; set; }

    /// <summary>With these attributes (<see cref="AttributeFilterText"/>).</summary>
    [SupplyParameterFromQuery]
    public string[]? Where { get; set; }

    /// <summary>Of this trace only.</summary>
    [SupplyParameterFromQuery]
    public string? Trace { get; set; }

    /// <summary>The entry whose details are shown.</summary>
    [SupplyParameterFromQuery]
    public string? Log { get; set; }

    [Inject]
    private ResourceBoard Board { get; init; } = null!;

    [Inject]
    private ITelemetryStore Store { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Follow(Store.Watch(TelemetryKinds.Logs | TelemetryKinds.Resources, _ => RefreshSoon()));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _level = Enum.TryParse(Level, ignoreCase: true, out LogSeverity level) ? level : LogSeverity.Trace;
        _selected = long.TryParse(Log, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Store.FindLog(id) : null;
        Refresh();
    }

    /// <inheritdoc/>
    protected override void Refresh()
    {
        _resources = Store.Select(Board, Resource);
        _choices = Store.Choices(Board);
        _names = Store.LogAttributeNames(_resources.Resources);
        _isFiltered = _level > LogSeverity.Trace || new[] { Resource, Find, Trace }.Any(text => !string.IsNullOrWhiteSpace(text)) || Where is { Length: > 0 };
        _query = new()
        {
            Resources = _resources.Resources,
            MinimumSeverity = _level,
            Text = string.IsNullOrWhiteSpace(Find) ? null : Find.Trim(),
            Attributes = [.. (Where ?? []).Select(AttributeFilterText.Parse).OfType<AttributeFilter>()],
            TraceId = TraceId.TryParse(Trace, out var trace) ? trace : null,
        };
        var first = Store.QueryLogs(_query with { Take = 1 });
        _total = first.Total;
        if (!_isPaused)
        {
            _newest = first.Items is [var newest, ..] ? newest.Id : 0;
        }

        var dropped = Store.Resources.Where(resource => _resources.Has(resource.Key)).Sum(resource => resource.Logs.Dropped);
        _summary = Texts.Count(_total, "entry", "entries") + (dropped > 0 ? $", {dropped:#,0} older ones dropped" : "") + (_isPaused ? ", paused" : "");
    }

    private void Pause()
    {
        _isPaused = !_isPaused;
        Refresh();
    }

    private void Clear()
    {
        _resources.Clear(Store, TelemetryKinds.Logs);
        Refresh();
    }

    private Task AddFilterAsync(TelemetryAttribute attribute) =>
        FilterAsync([.. (Where ?? []).Append(AttributeFilterText.Of(new(attribute.Name, AttributeComparison.Is, attribute.Value))).Distinct()]);

    private Task FilterAsync(IReadOnlyList<string> filters)
    {
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["where"] = filters.ToArray() }), replace: true);
        return Task.CompletedTask;
    }

    private void Show((string Name, string? Value) change) =>
        Navigation.NavigateTo(Navigation.With(change.Value is null ? (change.Name, "") : change), replace: true);
}

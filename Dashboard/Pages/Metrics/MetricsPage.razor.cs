using System.Globalization;
using Mesh.Dashboard.Components;
using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Telemetry.Metrics;
using Microsoft.AspNetCore.Components;

namespace Mesh.Dashboard.Pages.Metrics;

/// <summary>What a resource measures.</summary>
public sealed partial class MetricsPage
{
    private const int DefaultMinutes = 5;
    private const int MostExamples = 4;

    private static readonly int[] Ranges = [1, 5, 15, 60];
    private static readonly TimeSpan ClockInterval = TimeSpan.FromSeconds(1);

    private IReadOnlyList<(string, string)> _choices = [];
    private IReadOnlyList<MetricInstrument> _instruments = [];
    private IReadOnlyList<TelemetryAttribute> _filters = [];
    private IReadOnlyList<MetricSeries> _series = [];
    private IReadOnlyList<Exemplar> _examples = [];
    private ResourceSelection _resources = new("", null);
    private MetricInstrument? _instrument;
    private ChartData? _chart;
    private int _minutes = DefaultMinutes;
    private string _summary = "";

    /// <summary>Whose metrics: an instance's, or those of all instances of a set.</summary>
    [SupplyParameterFromQuery]
    public string? Resource { get; set; }

    /// <summary>The instrument's meter.</summary>
    [SupplyParameterFromQuery]
    public string? Meter { get; set; }

    /// <summary>The instrument.</summary>
    [SupplyParameterFromQuery]
    public string? Instrument { get; set; }

    /// <summary>How many minutes are shown: 1, 5, 15 or 60.</summary>
    [SupplyParameterFromQuery]
    public string? Minutes { get; set; }

    /// <summary><c>table</c>, or a chart.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    /// <summary>Of a histogram: <c>rate</c>, or percentiles.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Shown { get; set; }

    /// <summary>Dimensions: <c>name=value</c>.</summary>
    [SupplyParameterFromQuery]
    public string[]? Where { get; set; }

    [Inject]
    private ResourceBoard Board { get; init; } = null!;

    [Inject]
    private ITelemetryStore Store { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private bool IsTable => View == "table";

    private bool IsRate => Shown == "rate";

    private string WhatIsShown => _instrument?.Kind switch
    {
        MetricKind.Counter => "Shown: growth per second.",
        MetricKind.Histogram when IsRate => "Shown: values per second.",
        MetricKind.Histogram => "Shown: the values below which 50, 90 and 99 % lie.",
        _ => "",
    };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Follow(Store.Watch(TelemetryKinds.Metrics | TelemetryKinds.Resources, _ => RefreshSoon()));
        Follow(Clock.CreateTimer(_ => RefreshSoon(), null, ClockInterval, ClockInterval));
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Refresh();

    /// <inheritdoc/>
    protected override void Refresh()
    {
        _choices = Store.Choices(Board);
        _minutes = int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && Ranges.Contains(minutes)
            ? minutes
            : DefaultMinutes;
        _filters = [.. (Where ?? []).Select(text => text.Split('=', 2)).Where(parts => parts.Length == 2)
            .Select(parts => new TelemetryAttribute(parts[0], parts[1]))];
        _resources = Store.Select(Board, Resource) is { Resources.Count: > 0 } chosen
            ? chosen
            : Store.Select(Board, Store.Resources.Select(resource => resource.Key).FirstOrDefault(key => Store.Instruments(key).Count > 0)?.Id);
        var keys = _resources.Resources ?? [];
        _instruments = Store.Instruments(keys);
        _instrument = _instruments.FirstOrDefault(instrument => instrument.Name == Instrument && (Meter is null || instrument.Meter == Meter))
            ?? (Instrument is null ? _instruments.OrderByDescending(instrument => instrument.Kind == MetricKind.Histogram).FirstOrDefault() : null);
        var now = Clock.GetUtcNow().UtcDateTime;
        var data = _instrument is null ? null : Store.QueryMetric(keys, _instrument, now.AddMinutes(-_minutes - 1));
        _series = data?.Series ?? [];
        MetricSeries[] shown = [.. _series.Where(IsShown)];
        _examples = [.. shown.SelectMany(series => series.Exemplars).OrderByDescending(example => example.Time)
            .DistinctBy(example => example.TraceId).Take(MostExamples)];
        _chart = data is null ? null : MetricView.Of(data.Instrument, shown, now, TimeSpan.FromMinutes(_minutes), IsRate);
        var dropped = Store.Resources.Where(resource => keys.Contains(resource.Key)).Sum(resource => resource.MetricPoints.Dropped);
        _summary = _instruments.Count == 0 ? "" : Texts.Count(_instruments.Count, "instrument") + (dropped > 0 ? $", {dropped:#,0} older points dropped" : "");
    }

    // Of what was measured a while ago the last is shown; then it is said when.
    private string? When(ChartLine line) => line.Last < line.Values.Count - 1 ? $"at {Texts.Clock(_chart!.Times[line.Last])[..8]}" : null;

    private bool IsShown(MetricSeries series) =>
        _filters.All(filter => series.Dimensions.ValueOf(filter.Name) is not { Length: > 0 } value || value == filter.Value);

    private void Filter(IReadOnlyList<TelemetryAttribute> filters) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            ["where"] = filters.Select(filter => $"{filter.Name}={filter.Value}").ToArray(),
        }),
        replace: true);

    private void Show((string Name, string? Value) change) =>
        Navigation.NavigateTo(Navigation.With(change.Value is null ? (change.Name, "") : change), replace: true);
}

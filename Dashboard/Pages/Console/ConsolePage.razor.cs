using System.Text;
using Mesh.Dashboard.Components;
using Mesh.Dashboard.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Mesh.Dashboard.Pages.Console;

/// <summary>What resources print: one of them, or all together.</summary>
public sealed partial class ConsolePage
{
    private readonly ConsoleBuffer _buffer = new();
    private CancellationTokenSource _following = new();
    private HashSet<string> _followed = [];
    private IReadOnlyList<(string Value, string Text)> _choices = [];
    private string? _shown = "";
    private string _choice = "";
    private string? _name;
    private string _summary = "";
    private bool _showsTimes = true;
    private bool _follows = true;
    private ElementReference _lines;
    private ConsoleScroll? _scroll;

    /// <summary>The id or name of the resource whose lines, and whose instances' lines, are shown; all when it is missing.</summary>
    [SupplyParameterFromQuery]
    public string? Resource { get; set; }

    /// <summary>The text that lines must hold.</summary>
    [SupplyParameterFromQuery]
    public string? Find { get; set; }

    [Inject]
    private ResourceBoard Board { get; init; } = null!;

    [Inject]
    private IResourceSource Source { get; init; } = null!;

    [Inject]
    private ResourceColors Colors { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    [Inject]
    private IJSRuntime Script { get; init; } = null!;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _following.CancelAsync();
        _following.Dispose();
        if (_scroll is not null)
        {
            await _scroll.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Follow(Board.Watch(RefreshSoon));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_shown != Resource)
        {
            _shown = Resource;
            _following.Cancel();
            _following.Dispose();
            (_following, _followed) = (new(), []);
            _buffer.Clear();
        }

        _buffer.Find(Find);
        Refresh();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _scroll = await ConsoleScroll.StartAsync(Script, _lines, follows =>
            {
                _follows = follows;
                StateHasChanged();
            });
        }
    }

    /// <inheritdoc/>
    protected override void Refresh()
    {
        var resources = Board.Resources;
        _choices = ResourceTitles.Choices(resources);
        var wanted = string.IsNullOrEmpty(Resource) ? resources : Board.FindAll(Resource);
        _name = wanted is [var one] ? ResourceTitles.Of(one, resources) : null;
        _choice = string.IsNullOrEmpty(Resource) ? "" : wanted is [var first, ..] && _choices.All(choice => choice.Value != Resource) ? first.Id : Resource;
        foreach (var resource in wanted)
        {
            if (_followed.Add(resource.Id))
            {
                _ = FollowAsync(resource.Id, ResourceTitles.Of(resource, resources), _following.Token);
            }
        }

        _summary = Texts.Count(_buffer.Shown.Count, "line") + (_buffer.Dropped > 0 ? $", {_buffer.Dropped:#,0} older ones gone" : "");
    }

    // Runs on the page's own dispatcher, as everything does that touches the lines.
    private async Task FollowAsync(string resourceId, string name, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var lines in Source.WatchConsoleAsync(resourceId, cancellationToken))
            {
                if (!cancellationToken.IsCancellationRequested)
                {
                    _buffer.Add(name, lines);
                    RefreshSoon();
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another resource is shown now, or the page is gone.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private void Clear()
    {
        _buffer.Clear();
        Refresh();
    }

    private async Task ToEndAsync()
    {
        if (_scroll is not null)
        {
            await _scroll.ToEndAsync();
        }
    }

    private async Task DownloadAsync()
    {
        var text = new StringBuilder();
        foreach (var entry in _buffer.Shown)
        {
            text.Append($"{entry.Line.Time?.UtcDateTime:o} {(_name is null ? entry.Resource + " " : "")}{(entry.Line.IsError ? "stderr" : "stdout")} ")
                .AppendLine(AnsiText.Plain(entry.Line.Text));
        }

        if (_scroll is not null)
        {
            await _scroll.DownloadAsync($"{_name ?? "all"}-{Clock.GetUtcNow():yyyyMMdd-HHmmss}.log", text.ToString());
        }
    }

    private void Show(string? resource = null, string? find = null) =>
        Navigation.NavigateTo(Navigation.With(("resource", resource), ("find", find)), replace: resource is null);
}

using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Mesh.Dashboard.Pages.Console;

/// <summary>Keeps the end of the lines in view, unless somebody scrolled up; the browser's part is <c>js/console.js</c>.</summary>
internal sealed class ConsoleScroll : IAsyncDisposable
{
    private readonly Action<bool> _changed;
    private readonly DotNetObjectReference<ConsoleScroll> _self;
    private IJSObjectReference _module = null!;
    private IJSObjectReference _scroll = null!;

    private ConsoleScroll(Action<bool> changed) => (_changed, _self) = (changed, DotNetObjectReference.Create(this));

    /// <summary>Begins to follow.</summary>
    /// <param name="script">The browser.</param>
    /// <param name="element">The element that scrolls.</param>
    /// <param name="changed">Told whenever following stops or begins again.</param>
    public static async Task<ConsoleScroll> StartAsync(IJSRuntime script, ElementReference element, Action<bool> changed)
    {
        var scroll = new ConsoleScroll(changed);
        scroll._module = await script.InvokeAsync<IJSObjectReference>("import", "./js/console.js");
        scroll._scroll = await scroll._module.InvokeAsync<IJSObjectReference>("follow", element, scroll._self);
        return scroll;
    }

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public void Changed(bool follows) => _changed(follows);

    /// <summary>Follows again.</summary>
    public ValueTask ToEndAsync() => _scroll.InvokeVoidAsync("toEnd");

    /// <summary>Saves a text as a file.</summary>
    public async Task DownloadAsync(string name, string text)
    {
        using var stream = new DotNetStreamReference(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        await _module.InvokeVoidAsync("download", name, stream);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _scroll.InvokeVoidAsync("stop");
            await _scroll.DisposeAsync();
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and with it what was to be stopped.
        }

        _self.Dispose();
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;

namespace Mesh.Hosting.Control;

/// <summary>Talks to a running AppHost.</summary>
internal sealed class ControlClient : IDisposable
{
    private readonly HttpClient _http;

    public ControlClient(ControlAddress address)
    {
        // No limit: how long a command may take is for the AppHost to decide, and its progress shows meanwhile.
        _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address.Url, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.Token);
    }

    /// <summary>All resources.</summary>
    public async Task<IReadOnlyList<ResourceLine>> ListAsync(CancellationToken cancellationToken) =>
        await _http.GetFromJsonAsync("resources", ControlJson.Default.IReadOnlyListResourceLine, cancellationToken) ?? [];

    /// <summary>Has a command carried out; yields its events, the outcome last.</summary>
    public async IAsyncEnumerable<SseItem<string>> ExecuteAsync(
        ControlRequest request,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "commands") { Content = JsonContent.Create(request, ControlJson.Default.ControlRequest) };
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            yield return item;
        }
    }

    public void Dispose() => _http.Dispose();
}

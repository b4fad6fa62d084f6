using System.Net;
using System.Net.Http.Headers;
using Mesh.Registrar.Configuration;

namespace Mesh.Registrar.Feed;

/// <summary>Connects to the feed with its token.</summary>
internal sealed class FeedConnection(FeedSettings settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    // The token must reach nobody but the feed itself: no proxy, no redirect.
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    /// <summary>Where it connects to.</summary>
    public Uri Address => settings.Instances;

    /// <summary>Opens the event stream; the answer's body is still to be read.</summary>
    /// <exception cref="FeedException">What answers is no feed, refuses the token or keeps silent.</exception>
    /// <exception cref="HttpRequestException">Nothing answers.</exception>
    public async Task<HttpResponseMessage> OpenAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.Accept.Add(new("text/event-stream"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var response = await _http.SendAsync(request, either.Token);
            if (Refusal(response) is not { } refusal)
            {
                return response;
            }

            response.Dispose();
            throw new FeedException(refusal);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new FeedException($"it did not answer within {AnswerLimit.TotalSeconds:0} s", e);
        }
    }

    public void Dispose() => _http.Dispose();

    private static string? Refusal(HttpResponseMessage response) => response switch
    {
        { StatusCode: HttpStatusCode.Unauthorized } => $"it refuses the token (401): set {FeedSettings.TokenVariable} to that of the AppHost that runs now",
        { StatusCode: not HttpStatusCode.OK } => $"it answered {(int)response.StatusCode}: is {FeedSettings.UrlVariable} right?",
        { Content.Headers.ContentType.MediaType: not "text/event-stream" } => $"it answered no event stream: is {FeedSettings.UrlVariable} right?",
        _ => null,
    };
}

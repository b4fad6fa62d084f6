using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mesh.Consul;

/// <summary>
/// Sends requests over one connection pool, with the token and within the time limit, and turns every failure into a <see cref="ConsulException"/>.
/// </summary>
internal sealed class ConsulConnection : IDisposable
{
    private const int LongestErrorText = 1000;

    private readonly HttpClient _http;
    private readonly ConsulFailures _failures;
    private readonly ConsulToken _token;
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _timeout;

    public ConsulConnection(ConsulOptions options, TimeProvider timeProvider)
    {
        var address = ConsulAddress.TryParse(options.Address, options.UseTls) ?? throw new ArgumentException("The address is wrong.", nameof(options));
        _failures = new ConsulFailures(options);
        _token = new ConsulToken(options);
        _timeProvider = timeProvider;
        _timeout = options.Timeout;
        _http = new HttpClient(ConsulHandler.Create(options, address))
        {
            BaseAddress = new Uri(address.Base, "v1/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Sends a request whose answer has no content that matters.</summary>
    public Task SendAsync(ConsulRequest request, CancellationToken cancellationToken) =>
        SendAsync(request, static (_, _) => Task.FromResult(true), cancellationToken);

    /// <summary>Sends a request and reads the answer's JSON.</summary>
    public Task<T> ReadAsync<T>(ConsulRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(request, (response, token) => ParseAsync(response, type, token), cancellationToken);

    /// <summary>Sends a query and reads the answer's JSON together with what Consul's headers say about it.</summary>
    public Task<QueryResult<T>> QueryAsync<T>(ConsulRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(request, async (response, token) => ConsulHeaders.Describe(response, await ParseAsync(response, type, token)), cancellationToken);

    /// <summary>As <see cref="QueryAsync{T}"/>, for what may not exist: 404 answers with <paramref name="missing"/>, and can still be waited on.</summary>
    public Task<QueryResult<T>> QueryAsync<T>(ConsulRequest request, JsonTypeInfo<T> type, T missing, CancellationToken cancellationToken) =>
        SendAsync(
            request,
            async (response, token) => ConsulHeaders.Describe(
                response,
                response.StatusCode == System.Net.HttpStatusCode.NotFound ? missing : await ParseAsync(response, type, token)),
            cancellationToken,
            acceptNotFound: true);

    public void Dispose() => _http.Dispose();

    private static async Task<T> ParseAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync(body, type, cancellationToken)
            ?? throw new JsonException("The answer is null.");
    }

    private static async Task<string> ReadErrorTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = (await response.Content.ReadAsStringAsync(cancellationToken)).Trim();
        return text.Length > LongestErrorText ? text[..LongestErrorText] + "…" : text;
    }

    private async Task<T> SendAsync<T>(
        ConsulRequest request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken,
        bool acceptNotFound = false)
    {
        var limit = _timeout + (request.Blocks ?? TimeSpan.Zero);
        using var timer = new CancellationTokenSource(limit, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        using var message = new HttpRequestMessage(request.Method, request.RelativeUri);
        message.Content = request.Body is { } body ? new ByteArrayContent(body) : null;
        if (_token.Secret is { } secret)
        {
            message.Headers.Add("X-Consul-Token", secret);
        }

        try
        {
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.IsSuccessStatusCode || (acceptNotFound && response.StatusCode == System.Net.HttpStatusCode.NotFound))
            {
                return await read(response, either.Token);
            }

            var failure = _failures.FromAnswer(request, response.StatusCode, await ReadErrorTextAsync(response, either.Token));
            if (failure.Failure == ConsulFailure.PermissionDenied)
            {
                _token.Denied();
            }

            throw failure;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Without the timer's doing, it was the limit for connecting, which also holds for a query that may block for long.
            throw _failures.FromTimeout(request, timer.IsCancellationRequested ? limit : _timeout);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _failures.FromTransport(request, e);
        }
    }
}

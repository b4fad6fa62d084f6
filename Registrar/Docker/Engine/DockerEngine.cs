using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mesh.Registrar.Docker.Engine;

/// <summary>
/// What the registrar asks the Docker engine (https://docs.docker.com/reference/api/engine/). Without a version in the path, so that every
/// engine answers in its own; what is read means the same in all of them since 1.41.
/// </summary>
internal sealed class DockerEngine(DockerEndpoint endpoint, HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private const string Events =
        """{"type":["container","network"],"event":["start","die","kill","destroy","pause","unpause","rename","health_status","connect","disconnect"]}""";

    private static readonly Version FirstVersion = new(1, 41);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    private readonly HttpMessageInvoker _http = new(handler);

    /// <summary>Where it is, for people.</summary>
    public string Address => endpoint.Text;

    /// <summary>Who it is.</summary>
    public Task<EngineInfo> InfoAsync(CancellationToken cancellation) => GetAsync("info", DockerJson.Default.EngineInfo, cancellation);

    /// <exception cref="DockerException">It does not answer, or is too old.</exception>
    public async Task CheckVersionAsync(CancellationToken cancellation)
    {
        var version = await GetAsync("version", DockerJson.Default.EngineVersion, cancellation);
        if (Version.TryParse(version.ApiVersion, out var api) && api < FirstVersion)
        {
            throw new DockerException($"its API is {api}, and {FirstVersion} (Docker 20.10) is the oldest that works");
        }
    }

    /// <summary>Every container that runs, is paused or restarts.</summary>
    public async Task<IReadOnlyList<ContainerSummary>> ListAsync(CancellationToken cancellation) =>
        await GetAsync("containers/json", DockerJson.Default.ContainerSummaryArray, cancellation);

    /// <summary>One container as it is now; null where there is none of this id.</summary>
    public async Task<ContainerDetails?> InspectAsync(string id, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        return await AskAsync<ContainerDetails?>($"containers/{id}/json", async response =>
            response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(response, DockerJson.Default.ContainerDetails, either.Token),
            either.Token, cancellation);
    }

    /// <summary>Subscribes to the events that may concern an entry. The stream brings one JSON object a line, from now on.</summary>
    public async Task<EventStream> SubscribeAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var response = await AskAsync($"events?filters={Uri.EscapeDataString(Events)}", Task.FromResult, either.Token, cancellation, isKept: true);
        if (response.IsSuccessStatusCode)
        {
            return new(response);
        }

        using (response)
        {
            throw await RefusalAsync(response, either.Token);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        return await AskAsync(path, response => ReadAsync(response, type, either.Token), either.Token, cancellation);
    }

    private async Task<T> AskAsync<T>(
        string path, Func<HttpResponseMessage, Task<T>> read, CancellationToken either, CancellationToken caller, bool isKept = false)
    {
        HttpResponseMessage? response = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint.Base, path));
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("mesh-registrar", null));
            response = await _http.SendAsync(request, either);
            return await read(response);
        }
        catch (HttpRequestException e)
        {
            throw new DockerException(Explain(e), e);
        }
        catch (IOException e)
        {
            throw new DockerException(e.Message, e);
        }
        catch (JsonException e)
        {
            throw new DockerException($"its answer to {path} cannot be read: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!caller.IsCancellationRequested)
        {
            throw new DockerException($"it did not answer {path} within {AnswerLimit.TotalSeconds:0} s", e);
        }
        finally
        {
            if (!isKept)
            {
                response?.Dispose();
            }
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(response, cancellation);
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        return await JsonSerializer.DeserializeAsync(body, type, cancellation) ?? throw new JsonException("it is null");
    }

    private static async Task<DockerException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = (await response.Content.ReadAsStringAsync(cancellation)).Trim();
        return new($"it answered {(int)response.StatusCode}: {(text.Length > 300 ? text[..300] : text)}");
    }

    private static string Explain(HttpRequestException exception) => exception.InnerException switch
    {
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "permission denied: the user that runs the registrar must be in the socket's group",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.AddressNotAvailable } => "nothing listens there",
        SocketException socket => socket.Message,
        { } inner => inner.Message,
        null => exception.Message,
    };
}

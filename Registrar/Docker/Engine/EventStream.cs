using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Mesh.Registrar.Docker.Engine;

/// <summary>
/// An open stream of events. Read line by line, because a line is handed over as soon as its end is there; readers that look for the end of a
/// JSON value in a buffer may hold each event back until the next (dotnet/Docker.DotNet#576).
/// </summary>
internal sealed class EventStream(HttpResponseMessage response) : IDisposable
{
    /// <summary>The events, until the stream ends.</summary>
    /// <exception cref="DockerException">The stream broke, or brought something else than events.</exception>
    public async IAsyncEnumerable<EngineEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        while (await ReadLineAsync(reader, cancellation) is { } line)
        {
            if (line.Length > 0)
            {
                yield return Parse(line);
            }
        }
    }

    public void Dispose() => response.Dispose();

    private static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadLineAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new DockerException($"its event stream broke: {e.Message}", e);
        }
    }

    private static EngineEvent Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, DockerJson.Default.EngineEvent) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new DockerException($"an event of it cannot be read: {e.Message}", e);
        }
    }
}

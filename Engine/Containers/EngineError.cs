using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;

namespace Aspire.Hosting.Containers;

/// <summary>What goes wrong between here and the container engine.</summary>
internal static class EngineError
{
    /// <summary>True for anything an engine, or its absence, can cause.</summary>
    public static bool Is(Exception exception) => exception is DockerApiException || IsUnreachable(exception);

    /// <summary>True when no engine answered.</summary>
    public static bool IsUnreachable(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or TimeoutException;

    /// <summary>The engine's own words.</summary>
    public static string Text(Exception exception)
    {
        try
        {
            return exception is DockerApiException { ResponseBody: { } body }
                ? JsonDocument.Parse(body).RootElement.GetProperty("message").GetString() ?? exception.Message
                : exception.Message;
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return exception.Message;
        }
    }

    /// <summary>The message for a user whose container could not be started.</summary>
    public static string Explain(ContainerSpecification specification, Exception exception, Uri engine)
    {
        string text = Text(exception);
        if (IsUnreachable(exception))
        {
            return $"No container engine answers at {engine} ({text}). Start Docker, or set DOCKER_HOST to the engine's address.";
        }

        bool isPortTaken = text.Contains("address already in use", StringComparison.Ordinal) || text.Contains("already allocated", StringComparison.Ordinal);
        ContainerPort? port = specification.Ports.FirstOrDefault(port => text.Contains($":{port.HostPort}", StringComparison.Ordinal));
        return isPortTaken && port is not null
            ? $"Port {port.HostPort} on {port.HostAddress}, wanted by container '{specification.Name}', is in use: {text}"
            : $"Container '{specification.Name}' (image '{specification.Image}') could not be started: {text}";
    }
}

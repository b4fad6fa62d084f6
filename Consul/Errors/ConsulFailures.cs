using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Mesh.Consul;

/// <summary>Turns what went wrong on the way or in Consul into a <see cref="ConsulException"/>.</summary>
internal sealed class ConsulFailures(ConsulOptions options)
{
    private string TokenStory(string text) => (options.TokenFile, options.Token) switch
    {
        (null, null) => $"the request carried no token: set {ConsulVariables.Token} or {ConsulVariables.TokenFile}",
        var (file, _) => $"{(file is null ? $"the token in {ConsulVariables.Token}" : $"the token in '{file}' ({ConsulVariables.TokenFile})")} "
            + (text.Contains("ACL not found", StringComparison.Ordinal) ? "is none that Consul knows: wrong, expired or deleted" : "does not grant it"),
    };

    /// <summary>Consul answered, but not with success.</summary>
    public ConsulException FromAnswer(ConsulRequest request, HttpStatusCode status, string text)
    {
        var failure = Classify(status, text);
        var cause = failure switch
        {
            ConsulFailure.NoLeader => $"Consul at {options.Address} has no leader at the moment, so it cannot answer {request}",
            ConsulFailure.PermissionDenied => $"Consul at {options.Address} denied {request}: it needs {request.Permission}, and {TokenStory(text)}",
            ConsulFailure.TooManyRequests => $"Consul at {options.Address} takes no more requests or connections from this client and refused {request}",
            _ => $"Consul at {options.Address} answered {request} with {(int)status}",
        };
        return new ConsulException(failure, request.ToString(), text.Length > 0 ? $"{cause}. Consul says: {text}" : $"{cause}.", status, text);
    }

    /// <summary>Something broke on the way to Consul or back.</summary>
    public ConsulException FromTransport(ConsulRequest request, Exception exception)
    {
        var failure = Classify(exception);
        var cause = failure switch
        {
            ConsulFailure.Refused => $"Nothing listens at {options.Address}: is Consul running there? ({ConsulVariables.Address} names another address.)",
            ConsulFailure.Tls => $"TLS with Consul at {options.Address} failed: {Innermost(exception)}",
            ConsulFailure.ConnectionLost => $"The connection to Consul at {options.Address} broke: {Innermost(exception)}",
            ConsulFailure.MalformedAnswer => $"What answers at {options.Address} does not answer as Consul does: {Innermost(exception)}",
            _ => $"Consul at {options.Address} cannot be reached: {Innermost(exception)}",
        };
        return new ConsulException(failure, request.ToString(), $"{cause} Request: {request}.", inner: exception);
    }

    public ConsulException FromTimeout(ConsulRequest request, TimeSpan limit) =>
        new(ConsulFailure.TimedOut, request.ToString(), $"Consul at {options.Address} did not answer {request} within {limit.TotalSeconds:0.#} s.");

    private static ConsulFailure Classify(HttpStatusCode status, string text) => status switch
    {
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => ConsulFailure.PermissionDenied,
        HttpStatusCode.NotFound => ConsulFailure.NotFound,
        HttpStatusCode.TooManyRequests => ConsulFailure.TooManyRequests,
        // Consul 1.8 answers 500 where later ones answer 404 or 403; only its text tells them apart.
        _ when text.Contains("No cluster leader", StringComparison.OrdinalIgnoreCase) => ConsulFailure.NoLeader,
        _ when text.Contains("does not have associated TTL", StringComparison.Ordinal) => ConsulFailure.NotFound,
        _ when text.Contains("Permission denied", StringComparison.Ordinal) || text.Contains("ACL not found", StringComparison.Ordinal)
            => ConsulFailure.PermissionDenied,
        >= HttpStatusCode.InternalServerError => ConsulFailure.ServerError,
        >= HttpStatusCode.BadRequest => ConsulFailure.Rejected,
        _ => ConsulFailure.MalformedAnswer,
    };

    private static ConsulFailure Classify(Exception exception) => exception switch
    {
        JsonException => ConsulFailure.MalformedAnswer,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => ConsulFailure.Tls,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => ConsulFailure.MalformedAnswer,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError, InnerException: SocketException socket } => Classify(socket),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => ConsulFailure.Unreachable,
        _ => ConsulFailure.ConnectionLost,
    };

    // A Unix socket whose file is missing counts as refused too: the host is this one, and nobody listens.
    private static ConsulFailure Classify(SocketException socket) =>
        socket.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable ? ConsulFailure.Refused : ConsulFailure.Unreachable;

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;
}

using System.Net;

namespace Mesh.Consul;

/// <summary>A request that Consul did not answer as asked. The message names the request and carries Consul's own text; it never holds the token.</summary>
public sealed class ConsulException : Exception
{
    internal ConsulException(ConsulFailure failure, string request, string message, HttpStatusCode? status = null, string? text = null, Exception? inner = null)
        : base(message, inner)
    {
        Failure = failure;
        Request = request;
        StatusCode = status;
        ConsulText = text;
    }

    /// <summary>What went wrong.</summary>
    public ConsulFailure Failure { get; }

    /// <summary>The request's method and path, such as <c>PUT /v1/agent/service/register</c>.</summary>
    public string Request { get; }

    /// <summary>The answer's status, or null when there was no answer.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>What Consul itself said, or null when there was no answer.</summary>
    public string? ConsulText { get; }
}

using System.Text.RegularExpressions;

namespace Mesh.Registrar.Docker.Engine;

/// <summary>
/// Lets only the few questions through that the registrar asks: whoever can send anything else to the engine's socket is root on its host,
/// and the registrar shall not be the way there.
/// </summary>
internal sealed partial class ReadOnlyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <exception cref="InvalidOperationException">The request is not among those that may be sent; nothing was.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri?.AbsolutePath ?? "";
        return request.Method == HttpMethod.Get && request.Content is null && Allowed().IsMatch(path)
            ? base.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException($"{request.Method} {path} must not be sent to the Docker engine: the registrar only reads.");
    }

    [GeneratedRegex(@"\A/(v1\.\d+/)?(_ping|version|info|events|containers/json|containers/[A-Za-z0-9][A-Za-z0-9_.-]*/json)\z")]
    private static partial Regex Allowed();
}

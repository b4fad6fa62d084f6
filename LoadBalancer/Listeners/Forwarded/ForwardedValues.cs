namespace Mesh.LoadBalancer.Listeners.Forwarded;

/// <summary>What an instance is told about the connection that a request came in by.</summary>
/// <param name="For"><c>X-Forwarded-For</c>: the client, then every trusted proxy it came through; null on a connection without an address.</param>
/// <param name="Host"><c>X-Forwarded-Host</c>: the host that the client asked for; null when it named none.</param>
/// <param name="Proto"><c>X-Forwarded-Proto</c>: the scheme that the client used.</param>
internal readonly record struct ForwardedValues(string? For, string? Host, string Proto);

namespace Mesh.LoadBalancer.Resilience;

/// <summary>No connection to an instance came about, so it has seen nothing of the request.</summary>
internal sealed class ConnectFailedException(string message, Exception? inner = null) : IOException(message, inner);

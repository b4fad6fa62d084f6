namespace Mesh.LoadBalancer.Listeners.Tls;

/// <summary>A certificate cannot be used; the message names the file and what is wrong, in words that fit into a sentence.</summary>
internal sealed class CertificateException(string message, Exception? inner = null) : Exception(message, inner);

namespace Mesh.Registrar.Feed;

/// <summary>The feed does not answer as a feed does; the message says how, in a sentence.</summary>
internal sealed class FeedException(string message, Exception? cause = null) : Exception(message, cause);

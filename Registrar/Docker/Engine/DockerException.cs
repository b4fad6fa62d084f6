namespace Mesh.Registrar.Docker.Engine;

/// <summary>The Docker engine does not answer, or not as one does; the message says how, in part of a sentence.</summary>
internal sealed class DockerException(string message, Exception? cause = null) : Exception(message, cause);

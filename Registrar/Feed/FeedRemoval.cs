namespace Mesh.Registrar.Feed;

/// <summary>Data of the event <c>remove</c>.</summary>
/// <param name="Id">Id of the instance that is gone.</param>
internal sealed record FeedRemoval(string Id);

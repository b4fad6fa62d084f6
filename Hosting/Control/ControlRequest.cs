namespace Mesh.Hosting.Control;

/// <summary>A command to a resource of the running application.</summary>
/// <param name="Resource">Its name, or the id of one replica.</param>
/// <param name="Command">scale, start, stop or restart.</param>
/// <param name="Instances">With scale: how many there shall be.</param>
internal sealed record ControlRequest(string Resource, string Command, int? Instances = null);

namespace Mesh.Hosting.Control;

/// <summary>A command to a resource of the running application.</summary>
/// <param name="Resource">Its name, or the id of one replica.</param>
/// <param name="Command">scale, start, stop or restart.</param>
/// <param name="Instances">With scale: how many there shall be.</param>
internal sealed record ControlRequest(string Resource, string Command, int? Instances = null);

/// <summary>A resource as <c>ps</c> lists it.</summary>
/// <param name="Name">Its name, or with several replicas the id of one.</param>
/// <param name="State">Its state.</param>
/// <param name="Health">Its health; empty unless it runs.</param>
/// <param name="Address">Its addresses, separated by spaces.</param>
internal sealed record ResourceLine(string Name, string State, string Health, string Address);

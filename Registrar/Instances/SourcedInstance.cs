namespace Mesh.Registrar.Instances;

/// <summary>An instance with what the registrar itself knows of it.</summary>
/// <param name="Source">Name of the source that describes it.</param>
/// <param name="Instance">Its last description.</param>
/// <param name="Run">
/// A number that is new each time the instance becomes Running, so that what was learnt of one run
/// (its address answers) is never believed of the next.
/// </param>
/// <param name="Event">Its last change.</param>
internal sealed record SourcedInstance(string Source, Instance Instance, long Run, InstanceEvent Event);

namespace Mesh.Registrar.Reconciliation;

/// <summary>Something about one instance that somebody should put right; it stops no other.</summary>
/// <param name="Instance">Id of the instance.</param>
/// <param name="Text">One sentence.</param>
internal readonly record struct InstanceProblem(string Instance, string Text);

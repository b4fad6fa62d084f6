namespace Mesh.AppHost.Tests;

/// <summary>Tests that want the machine for themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessesCollection
{
    public const string Name = "processes";
}

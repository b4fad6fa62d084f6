namespace Mesh.AppHost.Tests;

/// <summary>The tests that share one mesh.</summary>
[CollectionDefinition(Name)]
public sealed class SharedMeshCollection : ICollectionFixture<SharedMesh>
{
    public const string Name = "shared mesh";
}

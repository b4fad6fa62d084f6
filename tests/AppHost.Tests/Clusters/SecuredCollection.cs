namespace Mesh.AppHost.Tests.Clusters;

/// <summary>The tests that share one secured mesh, which wants the machine for itself.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SecuredCollection : ICollectionFixture<SecuredMesh>
{
    public const string Name = "secured mesh";
}

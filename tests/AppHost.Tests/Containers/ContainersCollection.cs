namespace Mesh.AppHost.Tests.Containers;

/// <summary>The tests that run containers share one engine.</summary>
[CollectionDefinition(Name)]
public sealed class ContainersCollection : ICollectionFixture<ImagesOnEngine>
{
    public const string Name = "containers";
}

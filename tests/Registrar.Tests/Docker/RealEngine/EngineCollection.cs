namespace Mesh.Registrar.Tests.Docker.RealEngine;

/// <summary>The tests that share an engine.</summary>
[CollectionDefinition(Name)]
public sealed class EngineCollection : ICollectionFixture<EngineFixture>
{
    public const string Name = "Docker engine";
}

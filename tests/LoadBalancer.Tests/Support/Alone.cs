namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>Tests that measure this whole process, or load the machine: no other test runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

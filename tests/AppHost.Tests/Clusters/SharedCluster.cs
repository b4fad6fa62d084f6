namespace Mesh.AppHost.Tests.Clusters;

/// <summary>A cluster that outlives the tests' faults, and a second machine whose registrar a test may start.</summary>
public sealed class SharedCluster : LastingMesh
{
    private OtherMachine? _machine;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_machine is not null)
        {
            await _machine.DisposeAsync();
        }
    }

    private protected override async Task<RunningMesh> StartAsync()
    {
        _machine ??= await OtherMachine.StartAsync();
        return await RunningMesh.StartAsync(
            builder =>
            {
                ClusteredMesh.Configure(builder);
                ClusteredMesh.AddMachine(builder, _machine);
            },
            consul: ClusteredMesh.Agent);
    }
}

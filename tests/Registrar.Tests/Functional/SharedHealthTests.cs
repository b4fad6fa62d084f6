using System.Net;
using System.Net.Sockets;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Tests.Functional;

/// <summary>Replicas whose health is known only as a whole and whose port changes at every start (Aspire's <c>WithReplicas</c>).</summary>
public sealed class SharedHealthTests(ConsulFixture fixture)
{
    [Fact]
    public async Task A_restarted_replica_passes_only_once_its_own_new_address_answers()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        using var first = Bind();
        using var second = Bind();
        first.Listen();
        var (oldPort, newPort) = (Port(first), Port(second));
        await using var feed = await FakeFeed.StartAsync(Replica(oldPort));
        await using var registrar = RegistrarProcess.Start("shared-host", feed.Url, fixture.Address);
        await fixture.Client.HoldsAsync("shared", $"shared-host:r-1:{oldPort} Passing", registrar);

        first.Close();
        feed.Upsert(Replica(oldPort) with { State = "Starting", Health = null });
        await fixture.Client.HoldsAsync("shared", $"shared-host:r-1:{oldPort} Critical", registrar);
        feed.Upsert(Replica(oldPort) with { State = "", Health = null, Addresses = [] });
        await fixture.Client.HoldsAsync("shared", "", registrar);
        feed.Upsert(Replica(newPort));
        await fixture.Client.HoldsAsync("shared", $"shared-host:r-1:{newPort} Critical", registrar);
        second.Listen();
        await fixture.Client.HoldsAsync("shared", $"shared-host:r-1:{newPort} Passing", registrar);

        // One hung replica turns the health of all Unhealthy; this one still answers.
        feed.Upsert(Replica(newPort) with { Health = "Unhealthy" });
        feed.Upsert(Replica(newPort) with { Id = "r-2", Health = "Unhealthy" });
        await registrar.SaysAsync($"Registered shared-host:r-2:{newPort}");
        Assert.StartsWith($"shared-host:r-1:{newPort} Passing", await fixture.Client.EntriesAsync("shared"), StringComparison.Ordinal);
    }

    private static Instance Replica(int port) => Sample.Instance("r-1", port, variables: "SERVICE_NAME=shared") with { SharedHealth = true };

    // Bound but not listening yet, a socket keeps its port and refuses connections.
    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}

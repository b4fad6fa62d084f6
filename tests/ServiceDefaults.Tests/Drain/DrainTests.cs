using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mesh.ServiceDefaults.Tests.Drain;

public sealed class DrainTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readiness_turns_503_at_once_and_liveness_stays()
    {
        await using var service = await Service.StartAsync();
        using var client = service.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health", Cancelled)).StatusCode);

        _ = service.StopAsync();

        var readiness = await client.GetAsync("/health", Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, readiness.StatusCode);
        Assert.Equal("Unhealthy", await readiness.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/alive", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task A_request_during_the_delay_is_served_on_a_reused_and_on_a_new_connection_and_releases_it()
    {
        await using var service = await Service.StartAsync(app => app.MapGet("/", (HttpContext context) => context.Connection.Id));
        using var client = service.CreateClient();
        var before = await client.GetAsync("/", Cancelled);
        _ = service.StopAsync();

        var reused = await client.GetAsync("/", Cancelled);
        var opened = await client.GetAsync("/", Cancelled);

        var connection = await before.Content.ReadAsStringAsync(Cancelled);
        Assert.NotEqual(true, before.Headers.ConnectionClose);
        Assert.Equal(connection, await reused.Content.ReadAsStringAsync(Cancelled));
        Assert.True(reused.Headers.ConnectionClose);
        Assert.NotEqual(connection, await opened.Content.ReadAsStringAsync(Cancelled));
        Assert.True(opened.Headers.ConnectionClose);
    }

    [Fact]
    public async Task A_request_that_began_before_the_drain_releases_its_connection_too()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource<string>();
        await using var service = await Service.StartAsync(app => app.MapGet("/slow", () =>
        {
            arrived.SetResult();
            return answer.Task;
        }));
        using var client = service.CreateClient();
        var request = client.GetAsync("/slow", Cancelled);
        await arrived.Task.WaitAsync(Cancelled);

        _ = service.StopAsync();
        answer.SetResult("done");

        Assert.True((await request).Headers.ConnectionClose);
    }

    [Fact]
    public async Task The_server_stops_after_the_delay_and_finishes_what_is_in_flight()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource<string>();
        await using var service = await Service.StartAsync(
            app => app.MapGet("/slow", () =>
            {
                arrived.SetResult();
                return answer.Task;
            }),
            settings: ("Drain:Delay", "00:00:03"));
        using var client = service.CreateClient();
        var request = client.GetStringAsync("/slow", Cancelled);
        await arrived.Task.WaitAsync(Cancelled);
        var address = service.Address;
        var stop = service.StopAsync();

        service.Time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Equal("Healthy", await client.GetStringAsync("/alive", Cancelled));
        service.Time.Advance(TimeSpan.FromSeconds(0.1));
        await RefusesConnectionsAsync(address);
        Assert.False(stop.IsCompleted);
        answer.SetResult("done");

        Assert.Equal("done", await request);
        await stop.WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
    }

    [Fact]
    public async Task Without_a_delay_the_server_stops_at_once()
    {
        await using var service = await Service.StartAsync(settings: ("Drain:Delay", "0"));

        await service.StopAsync().WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
    }

    [Fact]
    public async Task A_request_that_outlasts_the_timeout_is_cut_and_the_service_stops()
    {
        var arrived = new TaskCompletionSource();
        await using var service = await Service.StartAsync(
            app => app.MapGet("/endless", (CancellationToken aborted) =>
            {
                arrived.SetResult();
                return Task.Delay(Timeout.Infinite, aborted);
            }),
            settings: [("Drain:Delay", "0"), ("Drain:Timeout", "00:00:00.2")]);
        using var client = service.CreateClient();
        var request = client.GetAsync("/endless", Cancelled);
        await arrived.Task.WaitAsync(Cancelled);

        await service.StopAsync().WaitAsync(TimeSpan.FromSeconds(60), Cancelled);

        await Assert.ThrowsAsync<HttpRequestException>(() => request);
    }

    private static async Task RefusesConnectionsAsync(Uri address)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, address.Port, deadline.Token);
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                Assert.Fail("The server still accepted connections 60 s after the end of the delay.");
            }
        }
    }
}

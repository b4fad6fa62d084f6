using System.Net;

namespace Mesh.SimpleWeb.Tests;

public sealed class DrainTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_in_flight_is_finished_and_the_exit_code_is_0()
    {
        await using var web = await WebProcess.StartAsync(("Drain__Delay", "00:00:00.2"));
        var request = web.Client.GetAsync("/delay/1500", Cancelled);
        await UntilCountedAsync(web, requests: 1);

        web.Terminate();

        Assert.Equal(HttpStatusCode.OK, (await request).StatusCode);
        Assert.Equal(0, await web.WaitForExitAsync());
    }

    [Fact]
    public async Task Every_request_during_the_delay_succeeds_on_kept_alive_and_on_new_connections()
    {
        await using var web = await WebProcess.StartAsync(("Drain__Delay", "00:05:00"));
        await web.Client.GetAsync("/alive", Cancelled);
        web.Terminate();

        // POST: a client repeats a GET by itself when its reused connection was closed.
        var statuses = new List<HttpStatusCode>();
        await web.UntilAsync("it was unready and 100 requests had been answered", async () =>
        {
            using var posted = await web.Client.PostAsync("/echo", new StringContent("x"), Cancelled);
            using var health = await web.Client.GetAsync("/health", Cancelled);
            statuses.Add(posted.StatusCode);
            return health.StatusCode == HttpStatusCode.ServiceUnavailable && statuses.Count >= 100;
        });

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once()
    {
        await using var web = await WebProcess.StartAsync(("Drain__Delay", "00:05:00"));
        web.Terminate();
        await UntilUnreadyAsync(web);

        web.Terminate();

        Assert.Equal(143, await web.WaitForExitAsync());
    }

    [Fact]
    public async Task A_request_that_outlasts_the_timeout_does_not_hold_the_process()
    {
        await using var web = await WebProcess.StartAsync(("Drain__Delay", "0"), ("Drain__Timeout", "00:00:00.5"));
        var request = web.Client.GetAsync("/delay/600000", Cancelled);
        await UntilCountedAsync(web, requests: 1);

        web.Terminate();

        await Assert.ThrowsAsync<HttpRequestException>(() => request);
        Assert.Equal(0, await web.WaitForExitAsync());
    }

    [Fact]
    public async Task Telemetry_is_not_even_loaded_without_an_endpoint()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc: needs Linux.");
        await using var web = await WebProcess.StartAsync();

        var maps = await File.ReadAllTextAsync($"/proc/{web.Id}/maps", Cancelled);

        Assert.Contains("SimpleWeb.dll", maps);
        Assert.DoesNotContain("OpenTelemetry", maps);
    }

    // Asking counts too: the pair is this test's client and the server.
    private static async Task UntilCountedAsync(WebProcess web, int requests)
    {
        var asked = 0;
        await web.UntilAsync("the slow request had arrived", async () =>
            (await web.Client.GetStringAsync("/?format=json", Cancelled)).Contains($"\"requests\":{++asked + requests},"));
    }

    private static Task UntilUnreadyAsync(WebProcess web) => web.UntilAsync("it was unready", async () =>
    {
        using var health = await web.Client.GetAsync("/health", Cancelled);
        return health.StatusCode == HttpStatusCode.ServiceUnavailable;
    });
}

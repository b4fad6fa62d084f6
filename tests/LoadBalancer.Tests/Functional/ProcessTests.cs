using System.Net;
using System.Net.Sockets;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>The programs as processes of their own.</summary>
public sealed class ProcessTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task No_request_fails_when_one_of_three_instances_is_killed_under_load()
    {
        var instances = await StartInstancesAsync(3);

        // Nothing but retries helps here: Consul goes on listing the dead instance, and the balancer goes on choosing it.
        var balancer = await StartBalancerAsync("--LoadBalancer:AvoidRefused=00:00:00");
        using var loadEnds = new CancellationTokenSource();
        var gets = Enumerable.Range(0, 8).Select(_ => LoadAsync(loadEnds.Token, () => RawClient.GetAsync(balancer.Address, "/delay/10"))).ToList();
        await UntilAsync(() => gets.Sum(load => load.Answers.Count) > 100, "The load should be under way");

        await instances[1].KillAsync();
        var posts = Enumerable.Range(0, 4).Select(_ => LoadAsync(loadEnds.Token, () => RawClient.PostAsync(balancer.Address, "/echo", "body"))).ToList();
        await UntilAsync(() => gets.Sum(load => load.Answers.Count) > 500 && posts.Sum(load => load.Answers.Count) > 200, "The load should go on");
        await loadEnds.CancelAsync();
        await Task.WhenAll(gets.Concat(posts).Select(load => load.Running));

        Assert.All(gets.Concat(posts).SelectMany(load => load.Answers), answer => Assert.StartsWith("HTTP/1.1 200", answer));
    }

    [Fact]
    public async Task Told_to_stop_it_turns_unready_serves_on_finishes_what_is_under_way_and_exits_with_0()
    {
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await AddInstanceAsync(async context =>
        {
            if (context.Request.Path == "/slow")
            {
                asked.SetResult();
                await answer.Task.WaitAsync(context.RequestAborted);
            }

            await context.Response.WriteAsync("answered", context.RequestAborted);
        });
        var admin = $"http://127.0.0.1:{FreePort.Take()}";
        var balancer = await StartProgramAsync(["--urls=http://127.0.0.1:0", $"--LoadBalancer:AdminUrl={admin}", "--Drain:Delay=00:00:05"]);
        using var client = new HttpClient { BaseAddress = new Uri(admin), Timeout = Deadline };
        await UntilAsync(
            async () => (await client.GetAsync("health", Cancelled)).IsSuccessStatusCode, "The balancer should become ready", () => balancer.Output);
        var slow = RawClient.GetAsync(balancer.Address, "/slow");
        await asked.Task.WaitAsync(Deadline, Cancelled);

        balancer.Terminate();

        await UntilAsync(
            async () => (await client.GetAsync("health", Cancelled)).StatusCode == HttpStatusCode.ServiceUnavailable, "The balancer should turn unready");
        Assert.StartsWith("HTTP/1.1 200", await RawClient.GetAsync(balancer.Address, "/"));
        answer.SetResult();
        Assert.StartsWith("HTTP/1.1 200", await slow);
        Assert.Equal(0, await balancer.WaitForExitAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Both_addresses_are_served_whether_or_not_the_orchestrator_lists_the_admins_among_the_public_ones(bool listed)
    {
        var (open, admin) = ($"http://localhost:{FreePort.Take()}", $"http://localhost:{FreePort.Take()}");
        var balancer = await StartProgramAsync([], ("ASPNETCORE_URLS", listed ? $"{open};{admin}" : open), ("LoadBalancer__AdminUrl", admin));
        using var client = new HttpClient { Timeout = Deadline };

        using var service = await client.GetAsync($"{open}/health", Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, service.StatusCode);
        Assert.Contains($"no instance of service '{Service}'", await service.Content.ReadAsStringAsync(Cancelled));
        await UntilAsync(
            async () => (await client.GetStringAsync($"{admin}/health", Cancelled)).Contains("Healthy", StringComparison.Ordinal),
            "The admin should answer", () => balancer.Output);
    }

    [Fact]
    public async Task Wrong_settings_end_it_with_exit_code_1_and_every_error_at_once()
    {
        await using var balancer = ProgramProcess.Start(
            "LoadBalancer",
            ["--urls=nonsense", "--LoadBalancer:Retries=many", "--LoadBalancer:HoldEmpty=30", "--LoadBalancer:Typo=1", "--CONSUL_HTTP_ADDR=a b"]);

        Assert.Equal(1, await balancer.WaitForExitAsync());
        foreach (var name in new[] { "urls", "LoadBalancer:Retries", "LoadBalancer:HoldEmpty", "LoadBalancer:Typo", "CONSUL_HTTP_ADDR" })
        {
            Assert.Contains($"- {name} ", balancer.Output);
        }

        Assert.DoesNotContain("   at ", balancer.Output);
    }

    [Fact]
    public async Task A_public_address_that_is_taken_is_named_with_its_setting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var balancer = ProgramProcess.Start("LoadBalancer", [$"--urls=http://{taken.LocalEndpoint}", "--LoadBalancer:AdminUrl="]);

        Assert.Equal(1, await balancer.WaitForExitAsync());
        Assert.Contains($"http://{taken.LocalEndpoint}: address already in use. Choose another address with --urls", balancer.Output);
        Assert.DoesNotContain("   at ", balancer.Output);
    }

    [Fact]
    public async Task Help_is_printed_and_nothing_started()
    {
        await using var balancer = ProgramProcess.Start("LoadBalancer", ["--help"]);

        Assert.Equal(0, await balancer.WaitForExitAsync());
        Assert.Contains("--LoadBalancer:DefaultService=NAME", balancer.Output);
        Assert.DoesNotContain("listening", balancer.Output);
    }

    private static Load LoadAsync(CancellationToken end, Func<Task<string>> request)
    {
        var answers = new List<string>();
        return new(answers, RunAsync());

        async Task RunAsync()
        {
            while (!end.IsCancellationRequested)
            {
                answers.Add(await request());
            }
        }
    }

    private static Task UntilAsync(Func<bool> condition, string because) => Eventually.Async(condition, Deadline, because);

    private static Task UntilAsync(Func<Task<bool>> condition, string because, Func<object?>? seen = null) =>
        Eventually.Async(condition, Deadline, because, seen);

    private async Task<List<ProgramProcess>> StartInstancesAsync(int count)
    {
        var started = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => ProgramProcess.StartListeningAsync("SimpleWeb", ["--urls=http://127.0.0.1:0"])));
        foreach (var instance in started)
        {
            Track(instance);
            await RegisterAsync($"{Service}-{instance.Address.Port}", instance.Address.Port);
        }

        return [.. started];
    }

    private async Task<ProgramProcess> StartProgramAsync(string[] settings, params (string Name, string Value)[] environment) =>
        Track(await ProgramProcess.StartListeningAsync(
            "LoadBalancer", [$"--CONSUL_HTTP_ADDR={Server.Address}", $"--LoadBalancer:DefaultService={Service}", .. settings], environment));

    private sealed record Load(List<string> Answers, Task Running);
}

using System.Collections.Concurrent;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.Tests.Kit;

namespace Mesh.LoadBalancer.Tests.Functional;

/// <summary>The whole way: a real Docker engine, the registrar as a process beside it, Consul, the balancer, requests.</summary>
public sealed class ContainerTests(SharedConsul consul) : MeshTest(consul)
{
    [Fact]
    public async Task A_container_that_starts_gets_requests_and_one_that_is_stopped_loses_none()
    {
        var missing = DockerDaemon.MissingReason ?? BusyboxImage.MissingReason;
        Assert.SkipWhen(missing is not null, missing ?? "");
        var docker = Track(await DockerDaemon.StartAsync());
        await BusyboxImage.ImportAsync(docker);
        await RunAsync(docker, "one");
        var registrar = Track(await ProgramProcess.StartListeningAsync(
            "Registrar", ["--urls=http://127.0.0.1:0", $"-ip={docker.Address}", $"consul://{Server.Address.Authority}"], ("DOCKER_HOST", docker.Host)));
        var balancer = await StartBalancerAsync();
        await Eventually.Async(async () => await balancer.GetAsync() == "one", Deadline, "The container should answer", () => registrar.Output);

        using var end = new CancellationTokenSource();
        var answers = new ConcurrentQueue<string>();
        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AskAsync(balancer.Address, answers, end.Token)));
        await RunAsync(docker, "two");
        await Eventually.Async(() => Count(answers, "two") > 20, Deadline, "The second container should get requests", () => registrar.Output);
        await docker.RunAsync("stop", "--time", "2", "one");
        var (one, two) = (Count(answers, "one"), Count(answers, "two"));
        await Eventually.Async(() => Count(answers, "two") > two + 100, Deadline, "The second container should get all requests", () => registrar.Output);
        await end.CancelAsync();
        await load;

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 200", answer));
        Assert.Equal(one, Count(answers, "one"));
        registrar.Terminate();
        Assert.Equal(0, await registrar.WaitForExitAsync());
        Assert.Empty((await Consul.Health.ServiceAsync(Service, cancellationToken: Cancelled)).Value);
    }

    // The first process of a container ignores SIGTERM unless it handles it: this one serves until its time is over, as a draining service does.
    private Task RunAsync(DockerDaemon docker, string name) => docker.RunAsync(
        "run", "--detach", "--name", name, "--publish", "80", "--env", $"SERVICE_NAME={Service}", BusyboxImage.Name,
        "sh", "-c", $"mkdir /www; echo -n {name} >/www/index.html; exec httpd -f -p 80 -h /www");

    private static async Task AskAsync(Uri balancer, ConcurrentQueue<string> answers, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            answers.Enqueue(await RawClient.GetAsync(balancer, "/"));
        }
    }

    private static int Count(ConcurrentQueue<string> answers, string name) => answers.Count(answer => answer.EndsWith(name, StringComparison.Ordinal));
}

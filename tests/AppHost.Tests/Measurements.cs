using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Mesh.Tests.Kit.Load;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests;

/// <summary>Not tests but figures, for whoever asks: <c>dotnet run --project tests/AppHost.Tests -- -explicit only -showLiveOutput</c>.</summary>
public sealed class Measurements(ITestOutputHelper output)
{
    private const int Rounds = 10;

    [Fact(Explicit = true)]
    public async Task Start_up_and_memory()
    {
        var starts = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            await using var appHost = await AppHostProcess.StartedAsync();
            starts.Add(clock.Elapsed.TotalSeconds);
            if (round == Rounds - 1)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
                foreach (var (id, command) in appHost.Processes())
                {
                    var resident = (await File.ReadAllLinesAsync($"/proc/{id}/status", TestContext.Current.CancellationToken)).First(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
                    output.WriteLine($"{resident,-24} {Path.GetFileName(command.Split(' ')[0])}");
                }
            }

            appHost.Interrupt();
            await appHost.UntilExitedAsync();
        }

        Tell("AppHost's process start until everything is healthy", starts, "s");
    }

    [Fact(Explicit = true)]
    public async Task Time_from_an_instance_answering_health_to_its_first_balanced_request()
    {
        await using var mesh = await RunningMesh.StartAsync();
        var times = new List<double>();
        for (var round = 0; round < 2 * Rounds; round++)
        {
            var scaling = mesh.ScaleAsync(4);
            var address = (await mesh.StateOfAsync("web-4", KnownResourceStates.Running)).Snapshot.Urls.First(url => url.Name == "http").Url;
            using var direct = new HttpClient { BaseAddress = new Uri(address) };
            while (!await AnswersAsync(direct))
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            var clock = Stopwatch.StartNew();
            await using var connection = await RawConnection.OpenAsync(mesh.Balancer);
            while (!(await connection.GetAsync("/")).Instance.StartsWith("web-4-", StringComparison.Ordinal))
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            times.Add(clock.Elapsed.TotalMilliseconds);
            await scaling;
            await mesh.ScaleAsync(3);
        }

        Tell("instance answers /health until its first request through the balancer", times, "ms");
    }

    [Fact(Explicit = true)]
    public async Task Requests_failed_while_scaling_3_to_8_to_3_ten_times()
    {
        await using var mesh = await RunningMesh.StartAsync();
        var load = SteadyLoad.On(mesh.Balancer);
        for (var round = 0; round < Rounds; round++)
        {
            await mesh.ScaleAsync(8);
            await mesh.UntilBalancedOverAsync(8);
            await mesh.ScaleAsync(3);
            await mesh.UntilBalancedOverAsync(3);
        }

        output.WriteLine($"{Rounds} rounds of 3 to 8 to 3 at 200 requests a second: {load.Count} requests");
        await load.EndWithoutFailureAsync(atLeast: 2000);
        output.WriteLine("none failed");
    }

    private static async Task<bool> AnswersAsync(HttpClient direct)
    {
        try
        {
            return (await direct.GetAsync("/health", TestContext.Current.CancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private void Tell(string what, List<double> values, string unit)
    {
        values.Sort();
        output.WriteLine($"{what}: p50 {values[values.Count / 2]:0.0} {unit}, max {values[^1]:0.0} {unit}, {values.Count} times");
    }
}

using Mesh.Bench.Load;
using Mesh.Bench.Processes;
using Mesh.Bench.Results;
using Mesh.Bench.Servers;

namespace Mesh.Bench;

/// <summary>Runs all proxies side by side and loads one at a time, in rounds, so that whatever else the machine does hits all alike.</summary>
internal static class Benchmark
{
    /// <summary>Measures, prints the table and writes the results.</summary>
    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var measurements = await MeasureAsync(options, cancellationToken);
        var summaries = Summary.Of(measurements);
        Console.WriteLine(Table.Of(summaries));
        Console.WriteLine($"Written to {await ResultFile.WriteAsync(options, summaries, measurements)}");
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var backends = await Backends.StartAsync(options.Bytes, cancellationToken);
        await using var mesh = await MeshProxy.StartAsync(backends.Ports, options.Bytes[0], cancellationToken);
        await using var nginx = await NginxProxy.StartAsync(backends.Ports, options.Bytes[0], cancellationToken);
        await using var haproxy = await HAProxyProxy.StartAsync(backends.Ports, options.Bytes[0], cancellationToken);
        IProxy[] proxies = [mesh, nginx, haproxy];

        foreach (var proxy in proxies)
        {
            Console.WriteLine($"warming up {proxy.Name} for {options.Warmup} s");
            await Wrk.RunAsync(proxy.Url(options.Bytes[0]), options.Connections[0], options.Warmup, cancellationToken);
        }

        var measurements = new List<Measurement>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var bytes in options.Bytes)
            {
                foreach (var connections in options.Connections)
                {
                    // Each round another one begins: none always has the machine at its warmest.
                    foreach (var proxy in proxies.Skip(round % proxies.Length).Concat(proxies.Take(round % proxies.Length)))
                    {
                        measurements.Add(await MeasureAsync(proxy, new Case(bytes, connections), round, options.Seconds, cancellationToken));
                        Console.WriteLine(measurements[^1]);
                    }
                }
            }
        }

        return measurements;
    }

    private static async Task<Measurement> MeasureAsync(IProxy proxy, Case @case, int round, int seconds, CancellationToken cancellationToken)
    {
        var before = ProcessTree.Cpu(proxy.ProcessId);
        var load = await Wrk.RunAsync(proxy.Url(@case.Bytes), @case.Connections, seconds, cancellationToken);
        var cpu = ProcessTree.Cpu(proxy.ProcessId) - before;
        if (load.Errors > 0)
        {
            throw new InvalidOperationException($"{load.Errors} of {load.Requests} requests to {proxy.Name} failed: the numbers would mean nothing.");
        }

        return new Measurement(
            proxy.Name,
            @case,
            round,
            RequestsPerSecond: load.Requests / load.Duration.TotalSeconds,
            CpuMicrosecondsPerRequest: cpu.TotalMicroseconds / load.Requests,
            P50Milliseconds: load.P50.TotalMilliseconds,
            P99Milliseconds: load.P99.TotalMilliseconds,
            MemoryMebibytes: ProcessTree.ResidentMebibytes(proxy.ProcessId));
    }
}

using System.Globalization;

namespace Mesh.Bench;

/// <summary>What is measured, and for how long.</summary>
public sealed record BenchOptions
{
    private const string Usage = """
        Usage: bench/run propagation
               bench/run registrar [--registrator PATH]
               bench/run scale
               bench/run churn
               bench/run telemetry
               bench/run [--rounds 5] [--seconds 5] [--warmup 10] [--connections 64,256] [--bytes 100,10240] [--out bench/results]

        propagation measures how long a change in Consul takes to reach requests; registrar how long a container's start takes to reach
        Consul and requests, and what 500 containers cost, in turns with the registrator program at PATH where one is given; scale what 1,000
        services cost beside 10; churn what clients notice of instances that come, go and are killed; telemetry what it costs to trace and
        measure requests.

        Without a name: measures the load balancer, nginx and HAProxy in turns on the same backends. Every case (bytes, connections) is measured once
        per proxy and round, --seconds long. Each proxy first takes --warmup seconds of load. Variables such as DOTNET_gcServer reach
        the load balancer.
        """;

    /// <summary>How often each case is measured on each proxy.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>How long one measurement takes, seconds.</summary>
    public int Seconds { get; init; } = 5;

    /// <summary>How long each proxy is under load before the first round, seconds.</summary>
    public int Warmup { get; init; } = 10;

    /// <summary>Numbers of connections that the client keeps open.</summary>
    public IReadOnlyList<int> Connections { get; init; } = [64, 256];

    /// <summary>Sizes of the answer's body, bytes.</summary>
    public IReadOnlyList<int> Bytes { get; init; } = [100, 10 * 1024];

    /// <summary>The folder into which results are written.</summary>
    public string Out { get; init; } = Path.Combine("bench", "results");

    /// <summary>Path of a gliderlabs/registrator program to measure beside the registrar; null for none.</summary>
    public string? Registrator { get; init; }

    /// <summary>Reads the command line; on an error or <c>--help</c> prints the usage and returns false.</summary>
    public static bool TryParse(string[] args, out BenchOptions options)
    {
        options = new BenchOptions();
        try
        {
            foreach (var pair in args.Chunk(2))
            {
                options = With(options, pair[0], pair.ElementAtOrDefault(1) ?? throw new FormatException($"{pair[0]} has no value."));
            }

            return true;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            Console.Error.WriteLine(args is ["--help"] ? Usage : $"{wrong.Message}\n\n{Usage}");
            return false;
        }
    }

    private static BenchOptions With(BenchOptions options, string name, string value) => name switch
    {
        "--rounds" => options with { Rounds = Positive(value) },
        "--seconds" => options with { Seconds = Positive(value) },
        "--warmup" => options with { Warmup = Positive(value) },
        "--connections" => options with { Connections = [.. value.Split(',').Select(Positive)] },
        "--bytes" => options with { Bytes = [.. value.Split(',').Select(Positive)] },
        "--out" => options with { Out = value },
        "--registrator" => options with { Registrator = File.Exists(value) ? value : throw new FormatException($"There is no program {value}.") },
        _ => throw new FormatException($"{name} is not an option."),
    };

    private static int Positive(string text) =>
        int.Parse(text, CultureInfo.InvariantCulture) is > 0 and var number ? number : throw new FormatException($"'{text}' is not above 0.");
}

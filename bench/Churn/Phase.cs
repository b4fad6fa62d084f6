using System.Diagnostics;
using System.Globalization;
using Mesh.Bench.Propagation;
using Mesh.Tests.Kit.Load;

namespace Mesh.Bench.Churn;

/// <summary>A time of the load, and what was done meanwhile.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Begun">When: a timestamp of <see cref="Stopwatch"/>.</param>
/// <param name="Ended">Until when.</param>
/// <param name="Kills">From when to when instances died, in this time or any other.</param>
internal sealed record Phase(string Name, long Begun, long Ended, IReadOnlyList<(long Begun, long Ended)> Kills)
{
    /// <summary>The head of the table whose lines <see cref="Describe"/> makes.</summary>
    public const string Head = """
        | what happens | what clients do | times | failed | on a killed instance | p50 ms | p99 ms | longest ms |
        |---|---|---:|---:|---:|---:|---:|---:|
        """;

    // What breaks at a kill is heard of within this time: what the instance had handed to its kernel still arrives.
    private static readonly TimeSpan Heard = TimeSpan.FromSeconds(2);

    /// <summary>What one kind of client saw in this time.</summary>
    public string Describe(string what, IEnumerable<Exchange> all)
    {
        var exchanges = Of(all);
        var took = new Times(exchanges.Select(exchange => exchange.Took));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Name} | {what} | {exchanges.Count} | {Failed(exchanges).Count()} | {exchanges.Count(IsLost)} | {took.P50:0.0} | {took.P99:0.0} | {took.Longest:0} |");
    }

    /// <summary>What one kind of client began in this time.</summary>
    public List<Exchange> Of(IEnumerable<Exchange> all) => [.. all.Where(exchange => exchange.Begun >= Begun && exchange.Begun < Ended)];

    /// <summary>What failed, but for what a killed instance had begun to answer.</summary>
    public IEnumerable<Exchange> Failed(IEnumerable<Exchange> exchanges) => exchanges.Where(exchange => exchange.Failure is not null && !IsLost(exchange));

    // What was under way at a kill and ended with it: nobody can save a POST that an instance has seen, nor the second half of a download.
    private bool IsLost(Exchange exchange)
    {
        var ended = exchange.Begun + (long)(exchange.Took.TotalSeconds * Stopwatch.Frequency);
        return exchange.Failure is not null
            && Kills.Any(kill => exchange.Begun <= kill.Ended && ended >= kill.Begun && Stopwatch.GetElapsedTime(kill.Ended, ended) < Heard);
    }
}

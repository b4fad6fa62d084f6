using System.Globalization;
using Mesh.LoadBalancer.Tests.Support;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>
/// The balancer's own way to instances does what YARP's does, whatever clients and instances send: the instance gets the same request as often, and the
/// client the same answer.
/// </summary>
public sealed class ForwardingFuzzTests : IAsyncLifetime
{
    private const int Cases = 600;
    private const int Streams = 4;

    private Forwarding[] _yarps = [];
    private Forwarding[] _own = [];

    public async ValueTask InitializeAsync()
    {
        _yarps = await Task.WhenAll(Enumerable.Range(0, Streams).Select(_ => Forwarding.StartAsync(isOwn: false, isInline: false)));
        _own = await Task.WhenAll(Enumerable.Range(0, Streams).Select(stream => Forwarding.StartAsync(isOwn: true, isInline: stream == 0)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var forwarding in _yarps.Concat(_own))
        {
            await forwarding.DisposeAsync();
        }
    }

    [Fact]
    public Task Both_ways_to_an_instance_do_the_same() => CompareAsync(first: 1, Cases);

    /// <summary>For longer runs: <c>MESH_FUZZ_FROM</c> and <c>MESH_FUZZ_CASES</c> say which seeds.</summary>
    [Fact(Explicit = true)]
    public Task Both_ways_to_an_instance_do_the_same_for_long() => CompareAsync(Number("MESH_FUZZ_FROM", 1000), Number("MESH_FUZZ_CASES", 20_000));

    private async Task CompareAsync(int first, int count)
    {
        var differences = await Task.WhenAll(Enumerable.Range(0, Streams).Select(stream => CompareAsync(first, count, stream)));

        Assert.True(differences.All(found => found.Count == 0), string.Join("\n\n", differences.SelectMany(found => found).Take(20)));
    }

    private async Task<List<string>> CompareAsync(int first, int count, int stream)
    {
        var differences = new List<string>();
        for (var seed = first + stream; seed < first + count && differences.Count < 10; seed += Streams)
        {
            var @case = RandomCase.Make(seed);
            var outcomes = await RunAsync(stream, @case);

            // How an answer that is late ends is for the clock to say, which on a busy machine says once this and once that.
            for (var again = 0; again < 3 && @case.End == AnswerEnd.Stall && !outcomes[1].DoesAs(outcomes[0], @case); again++)
            {
                outcomes = await RunAsync(stream, @case);
            }

            if (!outcomes[1].DoesAs(outcomes[0], @case))
            {
                differences.Add($"=== seed {seed}: YARP's outcome:\n{outcomes[0]}\n--- own:\n{outcomes[1]}\n--- of {@case}");
            }
        }

        return differences;
    }

    private Task<Outcome[]> RunAsync(int stream, ForwardingCase @case) => Task.WhenAll(_yarps[stream].RunAsync(@case), _own[stream].RunAsync(@case));

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

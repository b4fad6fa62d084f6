using System.Diagnostics;

namespace Mesh.Bench.Propagation;

/// <summary>Asks a balancer for one path in even steps until an instance answers.</summary>
internal sealed class Prober(Uri address, TimeSpan step) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) });

    /// <summary>How long it took from <paramref name="since"/> (a timestamp of <see cref="Stopwatch"/>) until <paramref name="name"/> answered.</summary>
    public async Task<TimeSpan> UntilAnsweredAsync(string path, string name, long since, CancellationToken cancellationToken)
    {
        var target = new Uri(address, path);
        while (true)
        {
            var asked = Stopwatch.GetTimestamp();
            if (await AskAsync(target, cancellationToken) == name)
            {
                return Stopwatch.GetElapsedTime(since);
            }

            if (Stopwatch.GetElapsedTime(since) > Limit)
            {
                throw new InvalidOperationException($"{name} did not answer at {target} within {Limit.TotalSeconds} s.");
            }

            var rest = step - Stopwatch.GetElapsedTime(asked);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, cancellationToken);
            }
        }
    }

    public async Task<string> AskAsync(Uri target, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(target, cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    public void Dispose() => _http.Dispose();
}

using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mesh.Bench.Registration;

/// <summary>Consul's own count of the requests it got: <c>/v1/agent/metrics</c>, the last whole interval of ten seconds.</summary>
internal sealed partial class ConsulCounters(Uri consul) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = consul };

    /// <summary>
    /// The next interval that begins now or later: how often the agent's services were read, how many requests wrote anything, and how many entries the
    /// servers' log grew by, Consul's own few included.
    /// </summary>
    public async Task<(int Reads, int Writes, int LogEntries)> NextAsync(CancellationToken cancellationToken)
    {
        // The first interval that shows from now on was under way already.
        var begin = await WholeAsync(await TimeAsync(cancellationToken), cancellationToken);
        var log = await LogIndexAsync(cancellationToken);
        await WholeAsync(begin, cancellationToken);
        var requests = (await MetricsAsync(cancellationToken))["Samples"]!.AsArray()
            .Select(sample => (Text: $"{sample!["Name"]} {sample["Labels"]?.ToJsonString()}", Count: (int)sample["Count"]!))
            .Where(sample => sample.Text.Contains("http", StringComparison.Ordinal)).ToList();
        return (
            requests.Where(request => ServicesRead().IsMatch(request.Text)).Sum(request => request.Count),
            requests.Where(request => !request.Text.Contains("GET", StringComparison.Ordinal)).Sum(request => request.Count),
            await LogIndexAsync(cancellationToken) - log);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> WholeAsync(string before, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            if (await TimeAsync(cancellationToken) is var now && now != before)
            {
                return now;
            }
        }
    }

    private async Task<string> TimeAsync(CancellationToken cancellationToken) => (string)(await MetricsAsync(cancellationToken))["Timestamp"]!;

    private async Task<int> LogIndexAsync(CancellationToken cancellationToken) =>
        int.Parse((string)(await _http.GetFromJsonAsync<JsonNode>("v1/agent/self", cancellationToken))!["Stats"]!["raft"]!["commit_index"]!, CultureInfo.InvariantCulture);

    private async Task<JsonNode> MetricsAsync(CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<JsonNode>("v1/agent/metrics", cancellationToken))!;

    // Method and path stand in the name or, since Consul 1.9, in the labels.
    [GeneratedRegex("GET.*v1.agent.services")]
    private static partial Regex ServicesRead();
}

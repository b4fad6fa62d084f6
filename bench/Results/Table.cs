using System.Globalization;
using System.Text;

namespace Mesh.Bench.Results;

/// <summary>Summaries as a table in Markdown.</summary>
internal static class Table
{
    private const string Head = """
        | body, B | connections | proxy | requests/s | to nginx | CPU µs/request | to nginx | p50 ms | p99 ms | RSS MiB |
        |---:|---:|---|---:|---:|---:|---:|---:|---:|---:|

        """;

    public static string Of(IReadOnlyList<Summary> summaries)
    {
        var table = new StringBuilder(Head);
        foreach (var one in summaries.OrderBy(one => (one.Case.Bytes, one.Case.Connections, one.Proxy)))
        {
            table.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {one.Case.Bytes} | {one.Case.Connections} | {one.Proxy} | {one.RequestsPerSecond:0} | {one.RequestsToNginx:0.00} "
                + $"| {one.CpuMicrosecondsPerRequest:0.0} | {one.CpuToNginx:0.00} "
                + $"| {one.P50Milliseconds:0.00} | {one.P99Milliseconds:0.00} | {one.MemoryMebibytes:0} |");
        }

        return table.ToString();
    }
}

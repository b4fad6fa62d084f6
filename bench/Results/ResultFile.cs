using System.Text.Json;

namespace Mesh.Bench.Results;

/// <summary>One run as JSON (the machine, the options, the summaries and every single measurement) with its <see cref="Plot"/> beside it.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <returns>The path of the JSON.</returns>
    public static async Task<string> WriteAsync(BenchOptions options, IReadOnlyList<Summary> summaries, IReadOnlyList<Measurement> measurements)
    {
        var time = DateTimeOffset.UtcNow;
        var path = Path.Combine(options.Out, $"{time:yyyyMMdd-HHmmss}.json");
        Directory.CreateDirectory(options.Out);
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(
            file, new { time, machine = await Machine.ReadAsync(), options = options with { Out = "" }, summaries, measurements }, Readable);
        await File.WriteAllTextAsync(Path.ChangeExtension(path, ".svg"), Plot.Of(summaries));
        return path;
    }
}

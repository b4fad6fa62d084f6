using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Mesh.Dashboard.Tests.Staging;

/// <summary>A program of <c>tests/Dashboard.Stage</c>, which speaks in lines of JSON. Ends with its standard input.</summary>
internal sealed class StagedProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Mesh.Dashboard.Stage.dll");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private StagedProcess(Process process) => _process = process;

    /// <summary>Its physical memory now and at most so far, in MiB (Linux).</summary>
    public (int Now, int Most) Memory
    {
        get
        {
            var status = File.ReadAllLines($"/proc/{_process.Id}/status");
            return (Of("VmRSS:"), Of("VmHWM:"));

            int Of(string name) => int.Parse(
                status.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture) >> 10;
        }
    }

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts one. It lets everything else go first when it is a nice one.</summary>
    public static StagedProcess Start(bool isNice, params IEnumerable<string> arguments)
    {
        string[] command = [.. isNice ? ["nice", "-n", "10"] : Array.Empty<string>(), "dotnet", Program, .. arguments];
        return new(Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
    }

    /// <summary>Gives it a line.</summary>
    public Task AskAsync() => _process.StandardInput.WriteLineAsync();

    /// <summary>What it says next.</summary>
    public async Task<T> HearAsync<T>(TimeSpan? patience = null)
    {
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(patience ?? Patience);
        return JsonSerializer.Deserialize<T>(line ?? throw new InvalidOperationException("The program has ended without a word."))!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

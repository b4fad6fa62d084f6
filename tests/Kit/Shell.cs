using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mesh.Tests.Kit;

/// <summary>Starts programs of the machine, those of the administrator included.</summary>
public static class Shell
{
    // Making images of a repository's programs takes longest, and not a minute where the machine has nothing else to do.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs a program to its end, at most five minutes.</summary>
    /// <returns>Its exit code, and all it printed, without the last line break. Code 127 when there is no such program.</returns>
    /// <exception cref="TimeoutException">It did not end in time, and was killed; holds what it printed.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(string[] command, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var lines = new ConcurrentQueue<string>();
        try
        {
            using var process = Start(command, lines.Enqueue, environment, folder);
            process.StandardInput.Close();
            try
            {
                await process.WaitForExitAsync().WaitAsync(Limit);
            }
            catch (TimeoutException e)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{string.Join(' ', command)} did not end within {Limit.TotalMinutes:0} minutes: {string.Join('\n', lines)}", e);
            }

            return (process.ExitCode, string.Join('\n', lines));
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (127, e.Message);
        }
    }

    /// <summary>Starts a program. Its input stays open for as long as this process lives.</summary>
    internal static Process Start(string[] command, Action<string> output, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        start.Environment["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Write(string? line)
        {
            if (line is not null)
            {
                output(line);
            }
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Processes;

/// <summary>
/// A tiny shell beside the AppHost that outlives it, however it ends: its input is a pipe which only the AppHost holds, so the end of the AppHost is
/// the end of that input. It then ends every process marked with the run's id, and this run's containers where a docker command is at hand.
/// </summary>
/// <remarks>
/// Works on Linux only: elsewhere there is no <c>/proc</c> to find marked processes in, so no guardian is started and a killed AppHost leaves its
/// processes running. A process that erases its own environment (nginx and PostgreSQL do, to show a title) is not found.
/// </remarks>
internal sealed partial class Guardian : IAsyncDisposable
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Longer than the guardian ever needs for what is left of a run.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(8);

    /// <summary>The variable that carries the script: as an argument it would fill whole screens of <c>ps</c>.</summary>
    private const string Script = "MESH_GUARDIAN";

    private readonly Lock _gate = new();
    private readonly string _runId;
    private readonly ILogger _logger;
    private readonly Task _keeping;
    private Process? _process;
    private bool _hasContainers;
    private bool _stopping;

    private Guardian(string runId, ILogger logger)
    {
        _runId = runId;
        _logger = logger;
        _process = OperatingSystem.IsLinux() ? TryStart() : null;
        _keeping = KeepAsync();
    }

    /// <summary>The guardian's process id; null where there is none.</summary>
    public int? ProcessId
    {
        get
        {
            lock (_gate)
            {
                return _process?.Id;
            }
        }
    }

    /// <summary>Starts a guardian for the run; it is started again whenever it ends before it is disposed of.</summary>
    public static Guardian Start(string runId, ILogger logger) => new(runId, logger);

    /// <summary>Tells that this run has containers, which a killed AppHost would leave running as well.</summary>
    public void WatchContainers()
    {
        lock (_gate)
        {
            _hasContainers = true;
            Tell(GuardianScript.Containers);
        }
    }

    /// <summary>Ends the guardian, to be called once everything is stopped; what is left all the same is ended by the guardian first.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (!_stopping)
            {
                _stopping = true;
                Tell(GuardianScript.Stopped);
                _process?.StandardInput.Dispose();
            }
        }

        try
        {
            await _keeping.WaitAsync(EndLimit);
        }
        catch (TimeoutException)
        {
            _process?.Kill();
            await _keeping;
        }
    }

    private async Task KeepAsync()
    {
        while (_process is { } process)
        {
            await process.WaitForExitAsync();
            if (!_stopping)
            {
                Log.Ended(_logger, process.Id, process.ExitCode);
                await Task.Delay(RestartDelay);
            }

            lock (_gate)
            {
                process.Dispose();
                _process = _stopping ? null : TryStart();
                if (_hasContainers)
                {
                    Tell(GuardianScript.Containers);
                }
            }
        }
    }

    private void Tell(string word)
    {
        try
        {
            _process?.StandardInput.Write(word + "\n");
            _process?.StandardInput.Flush();
        }
        catch (IOException exception)
        {
            Log.Deaf(_logger, exception); // It has just ended; the next one is told.
        }
    }

    private Process? TryStart()
    {
        string[] shell = ["/bin/sh", "-c", $"eval \"${Script}\"", "mesh-guardian", _runId];
        string[] command = ProcessLauncher.SetSession is { } session ? [session, .. shell] : shell;
        ProcessStartInfo start = new(command[0], command[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Script] = GuardianScript.Text;
        start.Environment.Remove(MeshRun.Variable); // A guardian belongs to no run: that of an outer AppHost must not end this one.
        try
        {
            Process process = Process.Start(start)!;
            process.StandardOutput.Dispose();
            process.StandardError.Dispose();
            return process;
        }
        catch (Win32Exception exception)
        {
            Log.Missing(_logger, exception);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The guardian (process {Process}) ended with {ExitCode} and is started again.", EventName = "GuardianEnded")]
        public static partial void Ended(ILogger logger, int process, int exitCode);

        [LoggerMessage(2, LogLevel.Debug, "The guardian could not be told something.", EventName = "GuardianDeaf")]
        public static partial void Deaf(ILogger logger, Exception exception);

        [LoggerMessage(3, LogLevel.Warning, "No guardian started: were this AppHost killed, its processes would go on running.", EventName = "GuardianMissing")]
        public static partial void Missing(ILogger logger, Exception exception);
    }
}

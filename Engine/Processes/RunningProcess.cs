using System.Diagnostics;

namespace Aspire.Hosting.Processes;

/// <summary>A started process whose output is being read.</summary>
internal sealed class RunningProcess : IRunningInstance
{
    /// <summary>How long output is waited for after the exit: only someone who inherited the pipe and left the group can make it last that long.</summary>
    private static readonly TimeSpan OutputLimit = TimeSpan.FromSeconds(1);

    /// <summary>How long what the process left running may take to end.</summary>
    private static readonly TimeSpan RemainderGrace = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Process _process;
    private readonly Stream _output;
    private readonly Stream _error;
    private readonly ProcessGroup _group;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _remainder = Task.CompletedTask;
    private Task<StopOutcome>? _stop;

    /// <summary>Takes over a process that was just started with redirected output.</summary>
    public RunningProcess(Process process, Action<OutputLine> output, TimeProvider time)
    {
        _process = process;
        _output = process.StandardOutput.BaseStream;
        _error = process.StandardError.BaseStream;
        _group = new ProcessGroup(process);
        _time = time;
        Id = process.Id.ToString();
        StartTime = time.GetUtcNow();
        Completion = Task.Run(() => CompleteAsync(output)); // the receiver never runs on the caller's stack
    }

    public string Id { get; }

    public DateTimeOffset StartTime { get; }

    public Task<int> Completion { get; }

    public Task<StopOutcome> StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _stop ??= StopAsync(grace);
        }

        return _stop.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ended.Task.IsCompleted)
        {
            _group.Kill();
        }

        await Completion;
        await _remainder;
        _output.Dispose();
        _error.Dispose();
        _process.Dispose();
    }

    private async Task<int> CompleteAsync(Action<OutputLine> output)
    {
        using CancellationTokenSource outputEnd = new();
        Lock oneAtATime = new();
        void Deliver(OutputLine line)
        {
            lock (oneAtATime)
            {
                output(line);
            }
        }

        Task reading = Task.WhenAll(
            new OutputReader(isError: false, Deliver).ReadAsync(_output, outputEnd.Token),
            new OutputReader(isError: true, Deliver).ReadAsync(_error, outputEnd.Token));

        await _process.WaitForExitAsync();
        int exitCode = _process.ExitCode;
        _remainder = _group.EndRemainderAsync(RemainderGrace, _time);
        _ended.SetResult();
        outputEnd.CancelAfter(OutputLimit);
        await reading;
        return exitCode;
    }

    private async Task<StopOutcome> StopAsync(TimeSpan grace)
    {
        StopOutcome outcome = StopOutcome.Stopped;
        if (!_ended.Task.IsCompleted)
        {
            _group.TerminateLeader();
            try
            {
                await _ended.Task.WaitAsync(grace, _time);
            }
            catch (TimeoutException)
            {
                outcome = StopOutcome.Killed;
                _group.Kill();
            }
        }

        await Completion;
        await _remainder;
        return outcome;
    }
}

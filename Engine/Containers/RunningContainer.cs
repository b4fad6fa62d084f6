using Aspire.Hosting.Processes;
using Docker.DotNet;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Containers;

/// <summary>A started container whose output is being read.</summary>
internal sealed partial class RunningContainer : IRunningInstance
{
    /// <summary>The exit code of something that was killed.</summary>
    private const int KilledCode = 137;

    /// <summary>How long output is waited for after the exit.</summary>
    private static readonly TimeSpan OutputLimit = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait before an engine that went away is asked again.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly DockerClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Task<StopOutcome>? _stop;

    /// <summary>Takes over a container that was just started.</summary>
    public RunningContainer(DockerClient client, string id, MultiplexedStream stream, Action<OutputLine> output, TimeProvider time, ILogger logger)
    {
        _client = client;
        _time = time;
        _logger = logger;
        Id = id;
        StartTime = time.GetUtcNow();
        Completion = Task.Run(() => CompleteAsync(stream, output));
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
        if (!Completion.IsCompleted)
        {
            await RemoveAsync();
            _disposed.CancelAfter(OutputLimit);
        }

        await Completion;
    }

    private async Task<int> CompleteAsync(MultiplexedStream stream, Action<OutputLine> output)
    {
        using (stream)
        {
            using CancellationTokenSource outputEnd = new();
            Task reading = new ContainerOutput(stream, output).ReadAsync(outputEnd.Token);
            int exitCode = await WaitAsync();
            outputEnd.CancelAfter(OutputLimit);
            await reading;
            await RemoveAsync();
            return exitCode;
        }
    }

    private async Task<int> WaitAsync()
    {
        for (bool isReported = false; ; isReported = true)
        {
            try
            {
                ContainerWaitResponse ended = await _client.Containers.WaitContainerAsync(Id, _disposed.Token);
                return (int)ended.StatusCode;
            }
            catch (DockerContainerNotFoundException)
            {
                return KilledCode; // Removed by someone else.
            }
            catch (Exception exception) when (EngineError.Is(exception))
            {
                if (!isReported)
                {
                    Log.Unreachable(_logger, Id, exception);
                }

                await Task.Delay(Retry, _time, _disposed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return KilledCode;
            }
        }
    }

    /// <summary>The engine sends the image's stop signal (SIGTERM, unless the image says otherwise) and counts the grace in whole seconds.</summary>
    private async Task<StopOutcome> StopAsync(TimeSpan grace)
    {
        if (Completion.IsCompleted)
        {
            return StopOutcome.Stopped;
        }

        uint seconds = (uint)Math.Max(1, Math.Ceiling(grace.TotalSeconds));
        long start = _time.GetTimestamp();
        try
        {
            await _client.Containers.StopContainerAsync(Id, new ContainerStopParameters { WaitBeforeKillSeconds = seconds }, _disposed.Token);
        }
        catch (DockerContainerNotFoundException)
        {
            // It has just ended and was removed.
        }

        return await Completion == KilledCode && _time.GetElapsedTime(start).TotalSeconds >= seconds ? StopOutcome.Killed : StopOutcome.Stopped;
    }

    private async Task RemoveAsync()
    {
        try
        {
            await ContainerSweep.RemoveAsync(_client, Id, CancellationToken.None);
        }
        catch (Exception exception) when (EngineError.Is(exception))
        {
            Log.NotRemoved(_logger, Id, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The container engine does not answer; whether container {Id} runs is not known.", EventName = "EngineUnreachable")]
        public static partial void Unreachable(ILogger logger, string id, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "Container {Id} could not be removed; the next run will try again.", EventName = "ContainerNotRemoved")]
        public static partial void NotRemoved(ILogger logger, string id, Exception exception);
    }
}

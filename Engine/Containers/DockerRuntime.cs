using Aspire.Hosting.Processes;
using Docker.DotNet;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Containers;

/// <summary>A Docker engine, which is found as the docker command finds it: <c>DOCKER_HOST</c>, the current context, the default socket.</summary>
internal sealed class DockerRuntime : IContainerRuntime, IDisposable
{
    private static readonly TimeSpan PingLimit = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _first = new(1);
    private readonly DockerClient _client;
    private readonly Guardian _guardian;
    private readonly string _runId;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _hasStarted;

    /// <param name="runId">The run that every container is marked with.</param>
    /// <param name="guardian">Is told when there are containers to care for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where trouble with the engine is reported.</param>
    /// <param name="engine">The engine's address; null to find it.</param>
    public DockerRuntime(string runId, Guardian guardian, TimeProvider time, ILogger logger, Uri? engine = null)
    {
        // Pulls, waits and stops take as long as they take.
        DockerClientBuilder builder = new DockerClientBuilder().WithTimeout(Timeout.InfiniteTimeSpan);
        _client = (engine is null ? builder : builder.WithEndpoint(engine)).Build();
        _guardian = guardian;
        _runId = runId;
        _time = time;
        _logger = logger;
    }

    public async Task<bool> IsAvailableAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.System.PingAsync(cancellationToken).WaitAsync(PingLimit, _time, cancellationToken);
            return true;
        }
        catch (Exception exception) when (EngineError.Is(exception))
        {
            return false;
        }
    }

    public async Task<IRunningInstance> StartAsync(ContainerSpecification specification, Action<OutputLine> output, CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
            await ContainerImage.EnsureAsync(_client, specification.Image, output, cancellationToken);
            CreateContainerResponse created = await _client.Containers.CreateContainerAsync(ContainerDescription.Of(specification, _runId), cancellationToken);
            return await StartAsync(created.ID, output, cancellationToken);
        }
        catch (Exception exception) when (EngineError.Is(exception))
        {
            throw new InvalidOperationException(EngineError.Explain(specification, exception, _client.Options.Endpoint), exception);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _first.Dispose();
    }

    /// <summary>Before the first container of this run.</summary>
    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _first.WaitAsync(cancellationToken);
        try
        {
            if (!_hasStarted)
            {
                await ContainerSweep.RunAsync(_client, _logger, cancellationToken);
                _guardian.WatchContainers();
                _hasStarted = true;
            }
        }
        finally
        {
            _first.Release();
        }
    }

    private async Task<IRunningInstance> StartAsync(string id, Action<OutputLine> output, CancellationToken cancellationToken)
    {
        try
        {
            // Attached before it starts, so that nothing it writes is missed.
            MultiplexedStream stream = await _client.Containers.AttachContainerAsync(
                id, new ContainerAttachParameters { Stream = true, Stdout = true, Stderr = true }, cancellationToken);
            await _client.Containers.StartContainerAsync(id, new ContainerStartParameters(), cancellationToken);
            return new RunningContainer(_client, id, stream, output, _time, _logger);
        }
        catch
        {
            await ContainerSweep.RemoveAsync(_client, id, CancellationToken.None);
            throw;
        }
    }
}

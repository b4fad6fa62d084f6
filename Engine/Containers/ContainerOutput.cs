using Aspire.Hosting.Processes;
using Docker.DotNet;

namespace Aspire.Hosting.Containers;

/// <summary>Takes the engine's single stream of a container's two outputs apart.</summary>
internal sealed class ContainerOutput(MultiplexedStream stream, Action<OutputLine> output)
{
    private readonly OutputReader _output = new(isError: false, output);
    private readonly OutputReader _error = new(isError: true, output);

    /// <summary>Delivers lines until the stream ends, the engine goes away, or <paramref name="cancellationToken"/> gives it up.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[8 * 1024];
        try
        {
            MultiplexedStream.ReadResult read;
            while (!(read = await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken)).EOF)
            {
                (read.Target == MultiplexedStream.TargetStream.StandardError ? _error : _output).Append(buffer.AsSpan(0, read.Count));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException || EngineError.IsUnreachable(exception))
        {
            // Nothing more will come this way.
        }

        _output.Complete();
        _error.Complete();
    }
}

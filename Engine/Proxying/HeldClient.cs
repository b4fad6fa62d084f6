using System.Net.Sockets;

namespace Aspire.Hosting.Proxying;

/// <summary>A client that waits for a backend. It is read ahead, up to one buffer, because only reading tells that it has left.</summary>
internal sealed class HeldClient
{
    private readonly Socket _client;
    private readonly byte[] _buffer;

    /// <summary>Starts reading ahead into <paramref name="buffer"/> until <paramref name="cancellationToken"/> ends the waiting.</summary>
    public HeldClient(Socket client, byte[] buffer, CancellationToken cancellationToken)
    {
        _client = client;
        _buffer = buffer;
        Left = ReadAheadAsync(cancellationToken);
    }

    /// <summary>Completes when the client has left or the waiting is over; the buffer may be used from then on. Never faults.</summary>
    public Task Left { get; }

    /// <summary>True once the client has closed its connection: whoever does so while waiting for an answer has given up.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>How many bytes were read ahead.</summary>
    public int Count { get; private set; }

    private async Task ReadAheadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (Count < _buffer.Length)
            {
                int count = await _client.ReceiveAsync(_buffer.AsMemory(Count), cancellationToken);
                if (count == 0)
                {
                    HasLeft = true;
                    return;
                }

                Count += count;
            }

            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A backend was found, or the time is up.
        }
        catch (SocketException)
        {
            HasLeft = true;
        }
    }
}

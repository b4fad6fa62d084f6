namespace Mesh.LoadBalancer.Protocols;

/// <summary>
/// A client's side of a WebSocket. When the balancer closes, both sides get a close frame between two frames of theirs; nothing more passes then but the
/// client's own close frame, after which the stream ends.
/// </summary>
internal sealed class ClosingStream : Stream
{
    private readonly Stream _client;
    private readonly CancellationToken _closing;
    private readonly CancellationTokenRegistration _onClosing;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly FrameTracker _fromInstance = new();
    private readonly FrameTracker _fromClient = new();
    private byte[] _toInstance = [];
    private bool _clientTold;
    private bool _instanceTold;

    public ClosingStream(Stream client, CancellationToken closing)
    {
        _client = client;
        _closing = closing;
        _onClosing = closing.Register(() => _ = TellClientAsync());
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Bytes of the client, for the instance.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_toInstance.Length > 0)
            {
                var count = Math.Min(_toInstance.Length, buffer.Length);
                _toInstance.AsSpan(0, count).CopyTo(buffer.Span);
                _toInstance = _toInstance[count..];
                return count;
            }

            if (_instanceTold)
            {
                return await AwaitCloseAsync(buffer, cancellationToken);
            }

            if (_closing.IsCancellationRequested && _fromClient.IsAtBoundary)
            {
                TellInstance();
            }
            else if (await TryReadAsync(buffer, cancellationToken) is { } read)
            {
                return read;
            }
        }
    }

    /// <summary>Bytes of the instance, for the client.</summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_clientTold)
            {
                return;
            }

            if (!_closing.IsCancellationRequested)
            {
                _fromInstance.Advance(buffer.Span);
                await _client.WriteAsync(buffer, cancellationToken);
                return;
            }

            // The instance may answer its close frame before the client has got its own.
            if (_fromInstance.IsAtBoundary)
            {
                await CloseIfBetweenFramesAsync(cancellationToken);
                return;
            }

            await _client.WriteAsync(buffer[.._fromInstance.AdvanceToBoundary(buffer.Span)], cancellationToken);
            await CloseIfBetweenFramesAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _client.FlushAsync(cancellationToken);

    public override void Flush() => _client.Flush();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _onClosing.Dispose();
        _client.Dispose();
        base.Dispose(disposing);
    }

    // Null when the balancer began to close meanwhile, between two frames of the client.
    private async ValueTask<int?> TryReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_closing.IsCancellationRequested)
        {
            var count = await _client.ReadAsync(buffer, cancellationToken);
            var rest = _fromClient.AdvanceToBoundary(buffer.Span[..count]);
            if (count > 0 && _fromClient.IsAtBoundary)
            {
                TellInstance();
                _fromClient.Advance(buffer.Span[rest..count]);
            }

            return rest;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing);
        try
        {
            var count = await _client.ReadAsync(buffer, either.Token);
            _fromClient.Advance(buffer.Span[..count]);
            return count;
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void TellInstance()
    {
        _instanceTold = true;
        _toInstance = _fromClient.HasClosed ? [] : GoingAway.ToInstance();
    }

    private async ValueTask<int> AwaitCloseAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (!_fromClient.HasClosed)
        {
            var count = await _client.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                break;
            }

            _fromClient.Advance(buffer.Span[..count]);
        }

        return 0;
    }

    private async Task TellClientAsync()
    {
        await _writing.WaitAsync();
        try
        {
            await CloseIfBetweenFramesAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone already: that is what was wanted.
            _clientTold = true;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task CloseIfBetweenFramesAsync(CancellationToken cancellationToken)
    {
        if (_fromInstance.IsAtBoundary && !_clientTold)
        {
            _clientTold = true;
            if (!_fromInstance.HasClosed)
            {
                await _client.WriteAsync(GoingAway.ToClient, cancellationToken);
                await _client.FlushAsync(cancellationToken);
            }
        }
    }
}

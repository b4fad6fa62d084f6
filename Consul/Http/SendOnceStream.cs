namespace Mesh.Consul;

/// <summary>
/// A connection on which a request is never sent twice. When a peer closes a connection before the first byte of its answer, .NET sends a request
/// without a body again on another one, unseen. For Consul that is wrong twice over: a blocking query would take its index to a Consul that may have
/// been restarted empty, and wait there for nothing; and a check-and-set deletion that had worked would answer that it had not. So it is an error here.
/// </summary>
internal sealed class SendOnceStream(Stream connection) : Stream
{
    private volatile bool _awaitsAnswer;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await connection.ReadAsync(buffer, cancellationToken);
        // Reading into an empty buffer only waits for something to read; its 0 says nothing.
        if (buffer.Length > 0)
        {
            if (count == 0 && _awaitsAnswer)
            {
                throw new IOException("The peer closed the connection without an answer.");
            }

            _awaitsAnswer = false;
        }

        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _awaitsAnswer = true;
        return connection.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override void Flush() => connection.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }
}

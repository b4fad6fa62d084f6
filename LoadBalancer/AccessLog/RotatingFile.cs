namespace Mesh.LoadBalancer.AccessLog;

/// <summary>
/// A file that is appended to. It is renamed when it grows too large, and begun anew when somebody else (logrotate) has moved it away or cut it.
/// </summary>
internal sealed class RotatingFile(string path, long maxBytes, int kept) : Stream
{
    private FileStream? _file;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_file is not null && IsNoMoreAt(path, _file))
        {
            Close(ref _file);
        }

        _file ??= Open();
        if (maxBytes > 0 && _file.Length > 0 && _file.Length + buffer.Length > maxBytes)
        {
            Close(ref _file);
            Shift();
            _file = Open();
        }

        try
        {
            _file.Write(buffer);
            _file.Flush();
        }
        catch (IOException)
        {
            Close(ref _file);
            throw;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Every write is flushed: what a crashed process said last is what is wanted most.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Close(ref _file);
        base.Dispose(disposing);
    }

    // A file moved away leaves no file at the path, or a new one, which is shorter than what was written.
    private static bool IsNoMoreAt(string path, FileStream file) => new FileInfo(path) is var found && (!found.Exists || found.Length != file.Length);

    private static void Close(ref FileStream? file)
    {
        file?.Dispose();
        file = null;
    }

    private FileStream Open() => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private void Shift()
    {
        for (var i = kept - 1; i >= 1; i--)
        {
            if (File.Exists($"{path}.{i}"))
            {
                File.Move($"{path}.{i}", $"{path}.{i + 1}", overwrite: true);
            }
        }

        File.Move(path, $"{path}.1", overwrite: true);
    }
}

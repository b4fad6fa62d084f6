using System.Net.Sockets;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>
/// One connection to an instance. While it is idle a read is pending: that tells at no cost whether the instance has closed it, and is the read that
/// gets the next answer.
/// </summary>
internal sealed class InstanceConnection
{
    private const int BufferSize = 16 * 1024;

    private readonly Socket _socket;
    private readonly ConnectionClock _clock;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
    private int _start;
    private int _end;
    private ValueTask<int> _pending;
    private bool _isPending;

    // Odd while in use, even while idle, one further at every change; negative, an Interruption, when it is over.
    private int _use;
    private int _lastActivity;
    private int _allowedRest;
    private Action? _onInterrupt;

    public InstanceConnection(Socket socket, ConnectionClock clock, RecentValues recent)
    {
        // So that sending tells instead of waiting when there is no room.
        socket.Blocking = false;
        (_socket, _clock) = (socket, clock);
        ResponseHead = new(recent);
    }

    public HeadBuffer RequestHead { get; } = new();

    public ResponseHead ResponseHead { get; }

    /// <summary>What has come and is not yet consumed.</summary>
    public Span<byte> Received => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Whether it had been used before the exchange under way.</summary>
    public bool IsReused => Volatile.Read(ref _use) > 1;

    /// <summary>Why it was ended from outside, if it was.</summary>
    public Interruption Interruption => Volatile.Read(ref _use) is < 0 and var why ? (Interruption)(-why) : Interruption.None;

    /// <summary>The tick of the clock after which it must not be used again.</summary>
    public int IdleUntil { get; set; }

    /// <summary>Whether any byte was sent in the exchange under way: as long as none was, the instance knows nothing of it.</summary>
    public bool HasSent { get; private set; }

    /// <summary>Takes it for an exchange.</summary>
    /// <param name="allowedRest">The ticks for which nothing may move.</param>
    /// <param name="looks">
    /// Whether to look if the instance has closed it when nobody was told yet: a system call, for requests that cannot be repeated.
    /// </param>
    /// <returns>False when it is of no use any more.</returns>
    public bool TryBegin(int allowedRest, bool looks)
    {
        if (_isPending && (_pending.IsCompleted || (looks && _socket.Poll(0, SelectMode.SelectRead))))
        {
            return false;
        }

        HasSent = false;
        _allowedRest = allowedRest;
        Touch();
        Volatile.Write(ref _use, _use + 1);
        return true;
    }

    /// <summary>Ends an exchange.</summary>
    /// <returns>False when it must not be used again.</returns>
    public bool TryEnd()
    {
        var use = _use;
        if (use is < 0 or int.MaxValue || _start < _end)
        {
            return false;
        }

        _start = _end = 0;
        if (_buffer.Length > BufferSize)
        {
            _buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
        }

        _pending = _socket.ReceiveAsync(_buffer.AsMemory(), SocketFlags.None);
        _isPending = true;
        return !_pending.IsCompleted && Interlocked.CompareExchange(ref _use, use + 1, use) == use;
    }

    /// <summary>Something moved: the activity timeout begins anew.</summary>
    public void Touch() => Volatile.Write(ref _lastActivity, _clock.Tick);

    /// <summary>Whether nothing moved for longer than allowed; ends it then.</summary>
    public bool EndIfStuck()
    {
        var use = Volatile.Read(ref _use);
        return use > 0 && (use & 1) == 1 && _clock.Tick - Volatile.Read(ref _lastActivity) > Volatile.Read(ref _allowedRest)
            && TryInterrupt(use, Interruption.TimedOut);
    }

    /// <summary>Ends it from outside: whoever waits for it wakes up with an error.</summary>
    public void Interrupt(Interruption why)
    {
        var use = Volatile.Read(ref _use);
        if (use > 0)
        {
            TryInterrupt(use, why);
        }
    }

    /// <summary>What is to happen, too, when it is ended from outside; null for nothing any more.</summary>
    public void OnInterrupt(Action? action)
    {
        Interlocked.Exchange(ref _onInterrupt, action);
        if (Interruption != Interruption.None)
        {
            Interlocked.Exchange(ref _onInterrupt, null)?.Invoke();
        }
    }

    /// <summary>Whether the instance closed it, or sent what nobody asked for, while it was idle.</summary>
    public bool IsDead => _isPending && _pending.IsCompleted;

    public void Consume(int count) => _start += count;

    /// <summary>Waits for more bytes than <see cref="Received"/> already holds; how many came is for <see cref="Add"/>.</summary>
    public ValueTask<int> ReceiveAsync()
    {
        if (_isPending)
        {
            _isPending = false;
            return _pending;
        }

        MakeRoom();
        return _socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None);
    }

    /// <summary>Adds what came to <see cref="Received"/>.</summary>
    /// <returns>False at the connection's end.</returns>
    public bool Add(int count)
    {
        _end += count;
        Touch();
        return count > 0;
    }

    /// <summary>Sends at once what the system has room for, which is nearly always all, and the rest when it has.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var count = _socket.Send(bytes.Span, SocketFlags.None, out var error);
        if (count > 0)
        {
            Sent();
        }

        return error == SocketError.Success && count == bytes.Length ? default : SendRestAsync(bytes[count..]);
    }

    public void Close() => _socket.Dispose();

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None)..];
            Sent();
        }
    }

    private void Sent()
    {
        HasSent = true;
        Touch();
    }

    private bool TryInterrupt(int use, Interruption why)
    {
        if (Interlocked.CompareExchange(ref _use, -(int)why, use) != use)
        {
            return false;
        }

        _socket.Dispose();
        Interlocked.Exchange(ref _onInterrupt, null)?.Invoke();
        return true;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length && _start > 0)
        {
            Received.CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}

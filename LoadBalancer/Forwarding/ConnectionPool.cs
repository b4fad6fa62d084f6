using System.Diagnostics.CodeAnalysis;
using System.Net;
using Mesh.LoadBalancer.Resilience;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>The connections to one address: the one used last is used first, so that those there are too many of grow old.</summary>
internal sealed class ConnectionPool(string authority, EndPoint address, InstanceConnector connector, ConnectionClock clock, int idleTicks)
{
    private readonly Lock _lock = new();
    private readonly RecentValues _recent = new();
    private readonly List<InstanceConnection> _idle = [];
    private readonly HashSet<InstanceConnection> _all = [];
    private int _lastUsed = clock.Tick;
    private bool _isClosed;

    /// <summary>Host and port, as a request's Host field has them.</summary>
    public string Authority => authority;

    /// <summary>Connections that exist, in use or not.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>Takes a connection that waits for a request; for the parameters see <see cref="InstanceConnection.TryBegin"/>.</summary>
    public bool TryTake(int allowedRest, bool looks, [NotNullWhen(true)] out InstanceConnection? connection)
    {
        while (TryPop(out connection))
        {
            if (connection.TryBegin(allowedRest, looks))
            {
                return true;
            }

            Close(connection);
        }

        return false;
    }

    /// <summary>Opens a new one.</summary>
    /// <exception cref="ConnectFailedException">That was not possible, or not in time.</exception>
    public async ValueTask<InstanceConnection> ConnectAsync(int allowedRest, CancellationToken cancellationToken)
    {
        var connection = new InstanceConnection(await connector.ConnectAsync(address, cancellationToken), clock, _recent);
        connection.TryBegin(allowedRest, looks: false);
        lock (_lock)
        {
            _lastUsed = clock.Tick;
            _all.Add(connection);
        }

        return connection;
    }

    /// <summary>Takes a connection back after a whole answer, for the next request.</summary>
    public void Return(InstanceConnection connection)
    {
        var keepAlive = connection.ResponseHead.KeepAliveSeconds;
        connection.IdleUntil = clock.Tick + Math.Min(idleTicks, keepAlive is { } seconds ? ConnectionClock.Ticks(TimeSpan.FromSeconds(Math.Min(seconds, 3600) - 1)) : int.MaxValue);
        if (keepAlive is null or > 1 && connection.TryEnd() && TryPush(connection))
        {
            return;
        }

        Close(connection);
    }

    /// <summary>Closes a connection for good.</summary>
    public void Close(InstanceConnection connection)
    {
        connection.Close();
        lock (_lock)
        {
            _all.Remove(connection);
        }
    }

    /// <summary>Ends what rests too long, on the clock's tick.</summary>
    public void Tick()
    {
        InstanceConnection[] all, over;
        lock (_lock)
        {
            all = [.. _all];
            over = [.. _idle.Where(connection => connection.IsDead || connection.IdleUntil - clock.Tick < 0)];
            _idle.RemoveAll(over.Contains);
        }

        // Whoever waits for them may go on right here, so not within the lock.
        Array.ForEach(all, connection => connection.EndIfStuck());
        Array.ForEach(over, Close);
    }

    /// <summary>Whether nothing went through it for so many ticks and nothing does.</summary>
    public bool IsUnused(int ticks)
    {
        lock (_lock)
        {
            return _all.Count == _idle.Count && clock.Tick - _lastUsed > ticks;
        }
    }

    /// <summary>Closes what is idle now and, when its exchange ends, what is in use.</summary>
    public void Close()
    {
        List<InstanceConnection> idle;
        lock (_lock)
        {
            _isClosed = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        idle.ForEach(Close);
    }

    private bool TryPop([NotNullWhen(true)] out InstanceConnection? connection)
    {
        lock (_lock)
        {
            _lastUsed = clock.Tick;
            if (_idle.Count == 0)
            {
                connection = null;
                return false;
            }

            connection = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            return true;
        }
    }

    private bool TryPush(InstanceConnection connection)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _idle.Add(connection);
            }

            return !_isClosed;
        }
    }
}

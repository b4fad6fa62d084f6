using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The log of one instance: a ring of its last lines, and those who follow it.</summary>
internal sealed class ResourceLog
{
    /// <summary>How many lines are kept of each instance: about 1 MB of ordinary lines.</summary>
    public const int Capacity = 10_000;

    private const int FollowerCapacity = 2 * Capacity;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _followers = [];
    private int _written;

    public void Write(string text, bool isError, DateTimeOffset time)
    {
        lock (_gate)
        {
            var line = new LogLine(++_written, $"{time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture)} {text}", isError);
            _lines.Enqueue(line);
            if (_lines.Count > Capacity)
            {
                _lines.Dequeue();
            }

            foreach (var follower in _followers)
            {
                follower.Writer.TryWrite(line);
            }
        }
    }

    public IReadOnlyList<LogLine> Kept()
    {
        lock (_gate)
        {
            return [.. _lines];
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // A follower that cannot keep up loses the oldest lines; nothing waits for it.
        var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(FollowerCapacity) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            foreach (var line in _lines)
            {
                channel.Writer.TryWrite(line);
            }

            _followers.Add(channel);
        }

        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogLine>();
                while (channel.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                }

                yield return batch;
            }
        }
        finally
        {
            lock (_gate)
            {
                _followers.Remove(channel);
            }
        }
    }

    public void Complete()
    {
        lock (_gate)
        {
            _followers.ForEach(follower => follower.Writer.TryComplete());
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _lines.Clear();
        }
    }
}

using System.Threading.Channels;
using Mesh.Registrar.Docker.Engine;

namespace Mesh.Registrar.Docker.Following;

/// <summary>
/// Keeps a table true over one connection: subscribes to the events, lists, and then follows. Everything that touches the table is a message
/// of one queue, taken in its order by one reader.
/// </summary>
internal sealed class EngineFollower(DockerEngine engine, ContainerTable table, TimeProvider time)
{
    private const int MostQuestions = 8;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    // The engine answers a subscription an instant before it begins to listen; what happens in between shows in the second list, a beat later.
    // The others only guard against events that got lost.
    private const int BeatsToSecondList = 1;
    private const int BeatsBetweenLists = 60;

    private readonly Channel<Action> _messages = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly List<Task> _work = [];
    private int _questions;
    private int _beats;
    private bool _isListing;

    /// <summary>Follows until the connection ends, which it always does by an exception.</summary>
    /// <exception cref="DockerException">How it ended.</exception>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        using var events = await engine.SubscribeAsync(cancellation);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var beat = time.CreateTimer(_ => Post(OnBeat), null, Beat, Beat);
        try
        {
            Begin(ListenAsync(events, end.Token));
            BeginList(end.Token);
            await foreach (var message in _messages.Reader.ReadAllAsync(end.Token))
            {
                message();
                BeginQuestions(end.Token);
            }
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(_work);
            table.Interrupt();
        }

        void OnBeat()
        {
            table.Tick();
            if (++_beats % BeatsBetweenLists == BeatsToSecondList)
            {
                BeginList(end.Token);
            }
        }
    }

    private async Task ListenAsync(EventStream events, CancellationToken end)
    {
        await foreach (var happened in events.ReadAsync(end))
        {
            Post(() => table.Apply(happened));
        }

        throw new DockerException("it ended the event stream");
    }

    private void BeginList(CancellationToken end)
    {
        if (!_isListing)
        {
            _isListing = true;
            Begin(ListAsync(end));
        }
    }

    private async Task ListAsync(CancellationToken end)
    {
        var asOf = table.Now;
        var listed = await engine.ListAsync(end);
        Post(() =>
        {
            _isListing = false;
            table.Apply(listed, asOf);
        });
    }

    private void BeginQuestions(CancellationToken end)
    {
        while (_questions < MostQuestions && table.TakeWanted() is { } container)
        {
            _questions++;
            Begin(AskAsync(container, container.Version, end));
        }

        _work.RemoveAll(work => work.IsCompleted);
    }

    private async Task AskAsync(TrackedContainer container, long version, CancellationToken end)
    {
        Action answer;
        try
        {
            var details = await engine.InspectAsync(container.Id, end);
            answer = () => table.Described(container, version, details);
        }
        catch (DockerException e)
        {
            answer = () => table.NotDescribed(container, e.Message);
        }

        Post(() =>
        {
            _questions--;
            answer();
        });
    }

    private void Begin(Task work) => _work.Add(GuardAsync(work));

    // What ends a part of the work ends the connection: the reader of the messages throws it.
    private async Task GuardAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
        catch (Exception e)
        {
            Post(() => throw new DockerException(e.Message, e));
        }
    }

    private void Post(Action message) => _messages.Writer.TryWrite(message);
}

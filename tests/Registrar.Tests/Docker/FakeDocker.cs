using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Mesh.Registrar.Tests.Docker;

/// <summary>A Docker engine in memory, whose containers, events and faults the test decides.</summary>
internal sealed class FakeDocker : HttpMessageHandler
{
    public const string EngineId = "fake-engine";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, FakeContainer> _containers = [];
    private readonly List<Pipe> _subscribers = [];
    private readonly List<string> _asked = [];

    /// <summary>Decides about each question by its path before it is answered: a status to answer instead, or null.</summary>
    public Func<string, int?> Fault { get; set; } = _ => null;

    /// <summary>What the answer to a path waits for after it was made up.</summary>
    public Func<string, Task> Delay { get; set; } = _ => Task.CompletedTask;

    /// <summary>True while events are lost on their way.</summary>
    public bool LosesEvents { get; set; }

    /// <summary>Every path that was asked for.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_lock)
            {
                return [.. _asked];
            }
        }
    }

    public IReadOnlyList<FakeContainer> Containers
    {
        get
        {
            lock (_lock)
            {
                return [.. _containers.Values];
            }
        }
    }

    public int Subscribers
    {
        get
        {
            lock (_lock)
            {
                return _subscribers.Count;
            }
        }
    }

    public int CountAsked(string text) => Asked.Count(path => path.Contains(text, StringComparison.Ordinal));

    /// <summary>Adds a container, or starts an ended one, and tells it.</summary>
    public void Start(FakeContainer container) => Change(() =>
    {
        container.Status = "running";
        _containers[container.Id] = container;
        Tell("start", container);
    });

    public void Kill(FakeContainer container, int signal) => Change(() => Tell("kill", container, ("signal", $"{signal}")));

    public void Die(FakeContainer container, int exitCode = 0) => Change(() =>
    {
        container.Status = "exited";
        container.ExitCode = exitCode;
        Tell("die", container, ("exitCode", $"{exitCode}"));
    });

    public void Remove(FakeContainer container) => Change(() =>
    {
        _containers.Remove(container.Id);
        Tell("destroy", container);
    });

    /// <summary>Changes a container and tells it by an event of this name.</summary>
    public void Change(FakeContainer container, string action, Action<FakeContainer> change) => Change(() =>
    {
        change(container);
        Tell(action, container);
    });

    /// <summary>Sends any line to all who follow the events.</summary>
    public void SendRaw(string line) => Change(() => Send(line));

    /// <summary>Ends every event stream.</summary>
    public void CutStreams() => Change(() =>
    {
        _subscribers.ForEach(subscriber => subscriber.Writer.Complete());
        _subscribers.Clear();
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var response = Answer(path);
        await Delay(path).WaitAsync(cancellationToken);
        return response;
    }

    private HttpResponseMessage Answer(string path)
    {
        lock (_lock)
        {
            _asked.Add(path);
            if (Fault(path) is { } status)
            {
                return Text((HttpStatusCode)status, """{"message":"no such luck"}""");
            }

            return path switch
            {
                "/version" => Text(HttpStatusCode.OK, """{"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"}"""),
                "/info" => Text(HttpStatusCode.OK, $$"""{"ID":"{{EngineId}}","Name":"vm"}"""),
                "/events" => Subscribe(),
                "/containers/json" => Text(
                    HttpStatusCode.OK, new JsonArray([.. _containers.Values.Where(each => each.IsListed).Select(each => each.Summary())]).ToJsonString()),
                _ when _containers.TryGetValue(path.Split('/')[2], out var container) => Text(HttpStatusCode.OK, container.Details().ToJsonString()),
                _ => Text(HttpStatusCode.NotFound, """{"message":"No such container"}"""),
            };
        }
    }

    private HttpResponseMessage Subscribe()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        _subscribers.Add(pipe);
        return new(HttpStatusCode.OK) { Content = new StreamContent(pipe.Reader.AsStream()) };
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }
    }

    private void Tell(string action, FakeContainer container, params (string Name, string Value)[] attributes)
    {
        var all = new JsonObject { ["image"] = container.Image, ["name"] = container.Name };
        foreach (var (name, value) in attributes)
        {
            all[name] = value;
        }

        if (!LosesEvents)
        {
            Send(new JsonObject
            {
                ["status"] = action,
                ["Type"] = "container",
                ["Action"] = action,
                ["Actor"] = new JsonObject { ["ID"] = container.Id, ["Attributes"] = all },
            }.ToJsonString());
        }
    }

    private void Send(string line)
    {
        foreach (var subscriber in _subscribers)
        {
            subscriber.Writer.Write(Encoding.UTF8.GetBytes($"{line}\n"));
            _ = subscriber.Writer.FlushAsync().AsTask();
        }
    }

    private static HttpResponseMessage Text(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body) };
}

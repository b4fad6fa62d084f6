using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Mesh.Engine.Tests;

/// <summary>An application under test: built, started, its states recorded, stopped at the end.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<(string Id, string State)> _states = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly DistributedApplication _application;
    private readonly Task _recording;

    private RunningApplication(DistributedApplication application)
    {
        _application = application;
        _recording = RecordAsync(application.ResourceNotifications);
    }

    public ResourceCommandService Commands => _application.ResourceCommands;

    public IServiceProvider Services => _application.Services;

    public DistributedApplication Application => _application;

    /// <summary>Starts what the callback models.</summary>
    public static async Task<RunningApplication> StartAsync(Action<IDistributedApplicationBuilder> model, params string[] args)
    {
        var builder = DistributedApplicationTestingBuilder.Create(args);
        model(builder);
        var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        var running = new RunningApplication(application);
        try
        {
            await application.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }

        return running;
    }

    /// <summary>The states an instance has been in so far, without repetitions.</summary>
    public string[] StatesOf(string name) => [.. _states.Where(s => s.Id == name || s.Id.StartsWith(name + "-", StringComparison.Ordinal)).Select(s => s.State)];

    /// <summary>The states an instance has been in, up to and with one that it is to reach.</summary>
    public async Task<string[]> StatesUntilAsync(string name, string last)
    {
        await Eventually.Async(() => StatesOf(name).LastOrDefault() == last, Limit, $"{name} is recorded as {last}", () => string.Join(", ", StatesOf(name)));
        return StatesOf(name);
    }

    public Task<ResourceEvent> UntilAsync(string name, string state) =>
        UntilAsync(name, snapshot => snapshot.State?.Text == state, $"be {state}");

    public async Task<ResourceEvent> UntilAsync(string name, Func<CustomResourceSnapshot, bool> condition, string what)
    {
        try
        {
            return await _application.ResourceNotifications.WaitForResourceAsync(name, e => condition(e.Snapshot), TestContext.Current.CancellationToken).WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{name} did not {what} within {Limit.TotalSeconds} s; its states were: {string.Join(", ", StatesOf(name))}.");
        }
    }

    /// <summary>The lines an instance has written so far, without their time stamps.</summary>
    public async Task<string[]> OutputOfAsync(string id)
    {
        var logs = (ResourceLoggerService)Services.GetService(typeof(ResourceLoggerService))!;
        var lines = new List<string>();
        await foreach (var batch in logs.GetAllAsync(id))
        {
            lines.AddRange(batch.Select(line => line.Content[(line.Content.IndexOf(' ') + 1)..]));
        }

        return [.. lines];
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _ending.CancelAsync();
        await _recording;
    }

    private async Task RecordAsync(ResourceNotificationService notifications)
    {
        var last = new Dictionary<string, string>();
        try
        {
            await foreach (var change in notifications.WatchAsync(_ending.Token))
            {
                if (change.Snapshot.State?.Text is { } state && last.GetValueOrDefault(change.ResourceId) != state)
                {
                    last[change.ResourceId] = state;
                    _states.Enqueue((change.ResourceId, state));
                }
            }
        }
        catch (OperationCanceledException)
        {
            Assert.True(_ending.IsCancellationRequested);
        }
    }
}

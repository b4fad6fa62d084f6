using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Mesh.ServiceDefaults;

namespace Mesh.SimpleWeb.Apis;

internal static class EventsApi
{
    private const int MostEvents = 100_000;
    private const int LongestInterval = 60_000;

    /// <summary>
    /// <c>GET /events?count=10&amp;interval=1000</c>: server-sent events whose data is the instance's id, numbered from 1, <c>interval</c> milliseconds
    /// apart. The stream ends early when the service drains; the client's <c>Last-Event-ID</c> is not needed to begin again elsewhere.
    /// </summary>
    public static IEndpointConventionBuilder MapEvents(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/events", static IResult (
            InstanceIdentity instance, TimeProvider time, IHostApplicationLifetime lifetime, CancellationToken aborted, int count = 10, int interval = 1000) =>
            count is < 1 or > MostEvents ? OutOfRange.Result("count", count, 1, MostEvents)
            : interval is < 0 or > LongestInterval ? OutOfRange.Result("interval", interval, 0, LongestInterval)
            : TypedResults.ServerSentEvents(Stream(instance.Id, count, TimeSpan.FromMilliseconds(interval), time, lifetime.ApplicationStopping, aborted)));

    private static async IAsyncEnumerable<SseItem<string>> Stream(
        string instance, int count, TimeSpan interval, TimeProvider time, CancellationToken draining, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(draining, aborted);
        for (var number = 1; number <= count && !end.IsCancellationRequested; number++)
        {
            yield return new SseItem<string>(instance, "visit") { EventId = $"{number}" };
            await Task.Delay(number < count ? interval : TimeSpan.Zero, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

using Mesh.LoadBalancer.LoadBalancing;
using Mesh.LoadBalancer.Services;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>Candidates for requests, without anything behind them.</summary>
internal static class Candidates
{
    /// <summary>Candidates a, b, c and so on with these weights, which share one service.</summary>
    public static Candidate[] Of(ServiceSettings settings, TimeProvider time, params double[] weights)
    {
        var service = new RoutedService("web", settings, time);
        return [.. weights.Select((weight, i) => Of(service, $"{(char)('a' + i)}", weight, time))];
    }

    public static Candidate[] Of(params double[] weights) => Of(new(), TimeProvider.System, weights);

    public static Candidate Of(RoutedService service, string id, double weight, TimeProvider time) =>
        new(Destination(id), new(id, $"{id}:80", service, time), weight);

    public static DestinationState Destination(string id) => new(id, new(new DestinationConfig { Address = $"http://{id}:80" }));

    /// <summary>How often each is picked, as <c>a1 b2</c>.</summary>
    public static string Counts(IPicker picker, int times, bool keepsRequestsUnderWay = false)
    {
        var context = new DefaultHttpContext();
        var counts = new SortedDictionary<string, int>();
        for (var i = 0; i < times; i++)
        {
            var picked = picker.Pick(context);
            counts[picked.Upstream.Id] = counts.GetValueOrDefault(picked.Upstream.Id) + 1;
            if (keepsRequestsUnderWay)
            {
                picked.Upstream.TryEnter();
            }
        }

        return string.Join(' ', counts.Select(count => $"{count.Key}{count.Value}"));
    }

    /// <summary>Which are picked, one after the other, as <c>a b a</c>.</summary>
    public static string Sequence(IPicker picker, int times) =>
        string.Join(' ', Enumerable.Range(0, times).Select(_ => picker.Pick(new DefaultHttpContext()).Upstream.Id));
}

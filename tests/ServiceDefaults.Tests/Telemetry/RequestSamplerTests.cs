using System.Diagnostics;
using Mesh.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Trace;

namespace Mesh.ServiceDefaults.Tests.Telemetry;

public sealed class RequestSamplerTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void So_many_requests_are_recorded_each_second_and_no_more()
    {
        var sampler = new RequestSampler(3, _time);

        for (var second = 0; second < 3; second++)
        {
            Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(_ => Records(sampler, ActivityKind.Server)));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void What_is_no_request_is_always_recorded()
    {
        var sampler = new RequestSampler(1, _time);

        Assert.All(Enumerable.Range(0, 5), _ => Assert.True(Records(sampler, ActivityKind.Internal)));
        Assert.True(Records(sampler, ActivityKind.Server));
    }

    [Fact]
    public void Requests_at_once_are_recorded_up_to_the_limit()
    {
        var sampler = new RequestSampler(1000, _time);
        var recorded = 0;

        Parallel.For(0, 5000, _ => Interlocked.Add(ref recorded, Records(sampler, ActivityKind.Server) ? 1 : 0));

        Assert.Equal(1000, recorded);
    }

    private static bool Records(RequestSampler sampler, ActivityKind kind) =>
        sampler.ShouldSample(new SamplingParameters(default, ActivityTraceId.CreateRandom(), "request", kind)).Decision == SamplingDecision.RecordAndSample;
}

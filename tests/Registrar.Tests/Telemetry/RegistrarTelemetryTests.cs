using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Tests.Reconciliation;

namespace Mesh.Registrar.Tests.Telemetry;

public sealed class RegistrarTelemetryTests
{
    [Fact]
    public async Task Every_change_is_a_span_that_says_what_and_why_and_whether_it_failed()
    {
        // Other tests' registrars write at the same time: the instance's id tells the spans apart.
        const string Entry = "host:span-1:5000";
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Mesh.Registrar",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.Kind == ActivityKind.Client && span.GetTagItem("mesh.entry.id") as string == Entry)
                {
                    spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var bench = new ReconciliationBench();
        await bench.StartAsync();
        var faults = 1;
        bench.Registry.Fault = id => id is not null && faults-- > 0 ? new RegistryException("500", "Consul says: no") : null;

        bench.View.Replace([Sample.Instance("span-1")]);
        await bench.UntilAsync(() => spans.Count == 2, "it should be registered at the second try");

        Assert.Equal(["register web", "register web"], spans.Select(span => span.DisplayName));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], spans.Select(span => span.Status));
        Assert.Equal("span-1 is Running and Healthy", spans.First().GetTagItem("mesh.registrar.reason"));
    }
}

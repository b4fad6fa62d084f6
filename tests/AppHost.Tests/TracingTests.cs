using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests;

[Collection(SharedMeshCollection.Name)]
public sealed class TracingTests(SharedMesh shared)
{
    [Fact]
    public async Task One_request_is_one_trace_from_the_balancer_to_the_instance_with_the_instance_on_the_span()
    {
        var mesh = await shared.WithThreeInstancesAsync();
        const string TraceId = "0af7651916cd43dd8448eb211c80319c";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?format=json") { Headers = { { "traceparent", $"00-{TraceId}-b7ad6b7169203331-01" } } };

        using var response = await mesh.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var instance = System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("instance").GetString()!;

        Assert.Contains(TraceId, body);
        await Eventually.Async(
            () => shared.Collector.HasSpan(TraceId, "lb") && shared.Collector.HasSpan(TraceId, instance[..5], instance), RunningMesh.Limit,
            $"the balancer and {instance} have exported spans of the trace", () => shared.Collector.Describe(TraceId));
    }
}

using System.Diagnostics;
using Mesh.LoadBalancer.Telemetry;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Tests.Telemetry;

public sealed class CallersTraceTests
{
    private const string Field = "traceparent";
    private const string Client = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    [Fact]
    public void Without_a_span_of_the_request_the_clients_field_passes_as_it_is()
    {
        using var ofTheHttpClient = new Activity("send").Start();

        Assert.Equal(Client, Sent(ofTheHttpClient));
    }

    [Fact]
    public void With_one_the_instances_parent_is_its_child()
    {
        using var request = new Activity("request").SetParentId(Client).Start();
        using var ofTheHttpClient = new Activity("send").Start();

        Assert.Equal(ofTheHttpClient.Id, Sent(ofTheHttpClient));
    }

    private static string Sent(Activity span)
    {
        using var message = new HttpRequestMessage();
        message.Headers.Add(Field, Client);
        new CallersTrace(new ReverseProxyPropagator(DistributedContextPropagator.CreateDefaultPropagator()))
            .Inject(span, message, static (carrier, name, value) => ((HttpRequestMessage)carrier!).Headers.TryAddWithoutValidation(name, value));
        return string.Join(", ", message.Headers.GetValues(Field));
    }
}

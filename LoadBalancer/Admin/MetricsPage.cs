using System.Globalization;
using Mesh.LoadBalancer.Telemetry;
using Mesh.ServiceDefaults.Prometheus;
using Yarp.ReverseProxy;

namespace Mesh.LoadBalancer.Admin;

/// <summary><c>/metrics</c>: requests by service and by instance, every instrument of the balancer's meter, and the process itself.</summary>
internal sealed class MetricsPage(Traffic traffic, MeterReadings meters, IProxyStateLookup proxy)
{
    public string Make()
    {
        var text = new PrometheusText();
        AddServices(text);
        AddInstances(text);
        meters.WriteTo(text);
        ProcessFigures.WriteTo(text);
        return text.ToString();
    }

    private void AddServices(PrometheusText text)
    {
        var services = traffic.Services.OrderBy(service => service.Key, StringComparer.Ordinal).Select(service => (service.Key, Read: service.Value.Read())).ToList();
        text.Begin("mesh_requests_total", "counter", "Requests by service and class of status.");
        foreach (var (service, read) in services)
        {
            AddStatuses(text, "mesh_requests_total", read, ("service", service));
        }

        text.Begin("mesh_request_duration_seconds", "histogram", "Time from a request's head to the last byte of its answer.");
        foreach (var (service, read) in services)
        {
            var sofar = 0L;
            for (var i = 0; i < read.Buckets.Length; i++)
            {
                sofar += read.Buckets[i];

                // Every other bucket: as many as Prometheus' users expect.
                if (i % 2 == 1 || i == read.Buckets.Length - 1)
                {
                    var end = LatencyBuckets.End(i);
                    text.Sample(
                        "mesh_request_duration_seconds_bucket",
                        PrometheusText.Labels(("service", service), ("le", double.IsInfinity(end) ? "+Inf" : end.ToString(CultureInfo.InvariantCulture))),
                        sofar);
                }
            }

            text.Sample("mesh_request_duration_seconds_sum", PrometheusText.Labels(("service", service)), read.SumSeconds);
            text.Sample("mesh_request_duration_seconds_count", PrometheusText.Labels(("service", service)), sofar);
        }
    }

    private void AddInstances(PrometheusText text)
    {
        var instances = proxy.GetClusters().SelectMany(cluster => cluster.Destinations.Values)
            .GroupBy(destination => destination.DestinationId, StringComparer.Ordinal).OrderBy(instance => instance.Key, StringComparer.Ordinal).ToList();
        text.Begin("mesh_instance_requests_total", "counter", "Requests by instance and class of status, for as long as it takes part.");
        foreach (var instance in instances)
        {
            var read = instance.Select(traffic.ReadInstance).Aggregate(StatisticsReading.None, static (sum, one) => sum + one);
            AddStatuses(text, "mesh_instance_requests_total", read, ("instance_id", instance.Key));
        }

        text.Begin("mesh_instance_requests_in_flight", "gauge", "Requests that an instance is answering.");
        foreach (var instance in instances)
        {
            text.Sample(
                "mesh_instance_requests_in_flight", PrometheusText.Labels(("instance_id", instance.Key)), instance.Sum(destination => destination.ConcurrentRequestCount));
        }
    }

    private static void AddStatuses(PrometheusText text, string name, StatisticsReading read, (string Name, string Value) of)
    {
        foreach (var (index, count) in read.Statuses.Index().Where(status => status.Item > 0))
        {
            text.Sample(name, PrometheusText.Labels(of, ("status", StatisticsReading.ClassNames[index])), count);
        }
    }
}

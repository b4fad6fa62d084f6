using Mesh.ServiceDefaults.Prometheus;

namespace Mesh.ServiceDefaults.Tests.Prometheus;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Labels_are_escaped() => Assert.Equal("{a_b=\"x\\\"y\\\\z\\n\"}", PrometheusText.Labels(("a.b", "x\"y\\z\n")));

    [Theory]
    [InlineData("mesh.config.age", "s", false, "mesh_config_age_seconds")]
    [InlineData("mesh.retries", "{request}", true, "mesh_retries_total")]
    public void Names_follow_Prometheus_customs(string name, string unit, bool isCounter, string expected) =>
        Assert.Equal(expected, PrometheusText.Name(name, unit, isCounter));
}

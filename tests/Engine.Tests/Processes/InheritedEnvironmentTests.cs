using Aspire.Hosting.Processes;

namespace Mesh.Engine.Tests.Processes;

public sealed class InheritedEnvironmentTests
{
    private readonly Dictionary<string, string?> _terminal = new()
    {
        ["PATH"] = "/bin",
        ["OTEL_TRACES_SAMPLER"] = "always_off",
        ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "http://elsewhere",
        ["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] = "opensesame",
    };

    [Fact]
    public void A_process_that_is_told_where_its_telemetry_goes_inherits_nothing_about_telemetry()
    {
        InheritedEnvironment.Clean(_terminal, new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:18889" });

        Assert.Equal(["PATH"], _terminal.Keys);
    }

    [Fact]
    public void Any_other_process_inherits_all_but_the_token_of_the_dashboard()
    {
        InheritedEnvironment.Clean(_terminal, new Dictionary<string, string>());

        Assert.Equal(["PATH", "OTEL_TRACES_SAMPLER", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"], _terminal.Keys);
    }
}

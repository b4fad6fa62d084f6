using Bunit;
using Mesh.Dashboard.Components;
using Mesh.Dashboard.Pages.Metrics;
using Mesh.Dashboard.Pages.StructuredLogs;
using Mesh.Dashboard.Pages.Traces;
using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Tests.Samples;
using Mesh.Dashboard.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Dashboard.Tests.Components;

public sealed class TelemetryResourcesTests
{
    private static readonly string[] Instances = ["web-1", "web-2", "web-3"];

    [Fact]
    public async Task One_can_choose_a_set_as_a_whole_or_one_of_its_instances()
    {
        await using var context = Filled();

        var choices = context.Telemetry.Choices(context.Services.GetRequiredService<ResourceBoard>());

        Assert.Equal(
            [("lb-hgfedcba", "lb"), ("registrar-hgfedcba", "registrar"), ("web", "web (all 3)"), ("web-1-bbbbbbbb", "\u2003web-1"), ("web-2-cccccccc", "\u2003web-2"), ("web-3-dddddddd", "\u2003web-3")],
            choices);
    }

    [Theory]
    [InlineData("web", "web", 3)]
    [InlineData("WEB", "web", 3)]
    [InlineData("web-2", "web-2-cccccccc", 1)]
    [InlineData("web-2-cccccccc", "web-2-cccccccc", 1)]
    [InlineData("nobody", "nobody", 0)]
    public async Task An_id_a_name_or_a_set_stands_for_its_senders(string text, string choice, int senders)
    {
        await using var context = Filled();

        var chosen = context.Telemetry.Select(context.Services.GetRequiredService<ResourceBoard>(), text);

        Assert.Equal((choice, senders), (chosen.Value, chosen.Resources!.Count));
    }

    [Fact]
    public async Task Of_a_set_the_logs_of_all_its_instances_are_shown_and_nobody_elses()
    {
        await using var context = Filled();
        foreach (var name in Instances)
        {
            context.Telemetry.AddLogs(KeyOf(name), [Sample.Log(1) with { Resource = KeyOf(name) }]);
        }

        var page = context.Open<LogsPage>("/logs?resource=web");

        Assert.Equal(Instances, page.FindAll("tr[data-severity] .who").Select(who => who.TextContent.Trim()).Order());
    }

    [Fact]
    public async Task Of_a_set_the_traces_in_which_any_instance_takes_part_are_shown()
    {
        await using var context = Filled();

        var page = context.Open<TracesPage>("/traces?resource=web");

        Assert.NotEmpty(page.FindAll("tr[data-trace]"));
        Assert.All(page.FindAll("tr[data-trace]"), row => Assert.Contains("web-", row.TextContent));
    }

    [Fact]
    public async Task Of_a_set_the_metrics_have_the_instance_as_a_dimension()
    {
        await using var context = Filled();

        var page = context.Open<MetricsPage>("/metrics?resource=web&instrument=http.server.active_requests&view=table");

        Assert.Contains(page.FindAll(".dimensions label"), label => label.TextContent.Contains(SetMetrics.Instance, StringComparison.Ordinal));
        Assert.Equal([.. Instances.Select(name => $"instance {name}")], page.FindAll("table.grid th").Select(head => head.TextContent.Trim()).Where(text => text.StartsWith("instance", StringComparison.Ordinal)).Order());
    }

    private static ResourceKey KeyOf(string instance) => new(instance, SampleModel.Suffix(instance[^1] - '0'));

    private static PageContext Filled()
    {
        var context = new PageContext();
        SampleTelemetry.Fill(context.Telemetry);
        return context;
    }
}

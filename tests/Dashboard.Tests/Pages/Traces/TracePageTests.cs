using Bunit;
using Mesh.Dashboard.Pages.Traces;
using Mesh.Dashboard.Telemetry.Traces;
using Mesh.Dashboard.Tests.Components;
using Mesh.Dashboard.Tests.Samples;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Dashboard.Tests.Pages.Traces;

public sealed class TracePageTests
{
    [Fact]
    public async Task A_failed_span_says_why_and_shows_what_it_logged()
    {
        await using var context = new PageContext();
        SampleTelemetry.Fill(context.Telemetry);
        var trace = context.Telemetry.FindTrace(context.Telemetry.QueryTraces(new() { ErrorsOnly = true, Take = 1 }).Items[0].Id)!;
        var failed = trace.Spans.Single(span => span.Kind == SpanKind.Client);

        var page = OpenTrace(context, trace.Summary.Id, failed.Id);
        Assert.Contains("Connection refused", page.Find("aside [role=note]").TextContent);

        page = OpenTrace(context, trace.Summary.Id, trace.Spans[0].Id);
        Assert.Contains("connection refused", page.Find("aside .log").TextContent);
    }

    [Fact]
    public async Task A_trace_that_is_not_kept_is_said_to_be_gone()
    {
        await using var context = new PageContext();

        Assert.Contains("not kept", OpenTrace(context, new(5), null).Markup);
    }

    private static IRenderedComponent<TracePage> OpenTrace(PageContext context, TraceId trace, SpanId? span)
    {
        context.Services.GetRequiredService<NavigationManager>().NavigateTo($"/traces/{trace}?span={span}");
        return context.Render<TracePage>(parameters => parameters.Add(page => page.Id, trace.ToString()));
    }
}

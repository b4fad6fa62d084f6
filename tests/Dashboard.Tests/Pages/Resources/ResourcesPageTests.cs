using AngleSharp.Dom;
using Bunit;
using Mesh.Dashboard.Pages.Resources;
using Mesh.Dashboard.Tests.Components;
using Mesh.Dashboard.Tests.Samples;

namespace Mesh.Dashboard.Tests.Pages.Resources;

public sealed class ResourcesPageTests
{
    [Fact]
    public async Task Instances_that_start_appear_under_their_set_without_a_reload()
    {
        await using var context = new PageContext();
        var page = context.Open<ResourcesPage>("/");
        Assert.Empty(page.FindAll("tr[data-resource=web-5]"));

        context.Resources.Publish(SampleModel.Instance(5, runs: true));

        page.WaitForElement("tr[data-resource=web-5][data-state=Running]", TimeSpan.FromSeconds(60));
        Assert.Contains("4 of 10", page.Find("tr[data-resource=web]").TextContent);
    }

    [Fact]
    public async Task Replicas_that_share_a_name_stand_under_it_with_their_ids()
    {
        await using var context = new PageContext();

        var page = context.Open<ResourcesPage>("/");

        Assert.Contains("1 of 2 replicas", page.Find("tr.group").TextContent);
        Assert.Equal(["api-aaaa", "api-bbbb"], page.FindAll("tr[data-resource=api] a").Select(link => link.TextContent).Where(text => text.StartsWith("api", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_resource_that_is_unwell_says_why()
    {
        await using var context = new PageContext();

        var page = context.Open<ResourcesPage>("/?resource=lb");

        Assert.Contains("Running, unhealthy", page.Find("tr[data-resource=lb]").TextContent);
        Assert.Contains("failed with status code 503", page.Find("aside").TextContent);
    }

    [Fact]
    public async Task A_masked_value_comes_only_when_it_is_asked_for()
    {
        await using var context = new PageContext();
        var page = context.Open<ResourcesPage>("/?resource=registrar");
        Assert.DoesNotContain("s3cret-value", page.Markup);
        Assert.Empty(context.Resources.Revealed);

        await page.Find("button[aria-label='Show the value of CONSUL_HTTP_TOKEN']").ClickAsync(new());

        Assert.Equal(["CONSUL_HTTP_TOKEN"], context.Resources.Revealed);
        Assert.Contains("s3cret-value", page.Find("aside").TextContent);
    }

    [Fact]
    public async Task The_filter_of_the_address_leaves_what_fits()
    {
        await using var context = new PageContext();

        var page = context.Open<ResourcesPage>("/?find=consul");

        Assert.Equal("consul", Assert.Single(page.FindAll("tr[data-resource]")).GetAttribute("data-resource"));
    }

    [Fact]
    public async Task The_graph_draws_an_arrow_for_each_need()
    {
        await using var context = new PageContext();

        var page = context.Open<ResourcesPage>("/?view=graph");

        // importer, lb and registrar need consul; lb needs web.
        Assert.Equal(4, page.FindAll(".wide path.arrow").Count);
        Assert.Single(page.FindAll(".wide path.arrow.wait"));
    }
}

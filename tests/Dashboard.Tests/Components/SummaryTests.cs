using Bunit;
using Mesh.Dashboard.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Dashboard.Tests.Components;

public sealed class SummaryTests
{
    [Fact]
    public void What_comes_of_another_choice_is_announced_even_if_the_page_is_drawn_once_more_before()
    {
        using var context = new PageContext();
        var summary = context.Render<Summary>(parameters => parameters.Add(it => it.Text, "120 entries"));
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/logs?find=nothing");

        summary.Render(parameters => parameters.Add(it => it.Text, "120 entries"));
        summary.Render(parameters => parameters.Add(it => it.Text, "0 entries"));

        Assert.Equal("0 entries", summary.Find("[aria-live=polite]").TextContent);
    }

    [Fact]
    public void What_goes_on_by_itself_is_not_announced_at_each_change()
    {
        using var context = new PageContext();
        var summary = context.Render<Summary>(parameters => parameters.Add(it => it.Text, "120 entries"));

        summary.Render(parameters => parameters.Add(it => it.Text, "121 entries"));

        Assert.Equal("120 entries", summary.Find("[aria-live=polite]").TextContent);
        Assert.Equal("121 entries", summary.Find(".summary").TextContent);
    }
}

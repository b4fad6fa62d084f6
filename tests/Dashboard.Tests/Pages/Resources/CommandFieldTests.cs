using Bunit;
using Mesh.Dashboard.Pages.Resources;
using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Tests.Components;

namespace Mesh.Dashboard.Tests.Pages.Resources;

public sealed class CommandFieldTests
{
    [Theory]
    [InlineData(CommandInputKind.Text, "input[type=text]")]
    [InlineData(CommandInputKind.Number, "input[inputmode=decimal]")]
    [InlineData(CommandInputKind.Secret, "input[type=password]")]
    [InlineData(CommandInputKind.Boolean, "input[type=checkbox]")]
    [InlineData(CommandInputKind.Choice, "select")]
    public async Task Each_kind_of_input_has_its_control(CommandInputKind kind, string selector)
    {
        await using var context = new PageContext();

        var field = context.Render<CommandField>(parameters => parameters.Add(f => f.Input, new("n", "Instances", kind) { Choices = [new("a", "A")] }));

        Assert.Single(field.FindAll(selector));
    }

    [Fact]
    public async Task An_error_stands_beside_the_input_and_is_tied_to_it()
    {
        await using var context = new PageContext();

        var field = context.Render<CommandField>(parameters => parameters
            .Add(f => f.Input, new("n", "Instances", CommandInputKind.Number))
            .Add(f => f.Error, "web can have 1 to 10 instances, not 11."));

        var input = field.Find("input");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("web can have 1 to 10 instances, not 11.", field.Find($"#{input.GetAttribute("aria-describedby")}").TextContent);
    }
}

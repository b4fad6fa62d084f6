using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Engine.Tests.ApplicationModel;

public sealed class CommandTests
{
    [Fact]
    public async Task A_command_gets_its_arguments_and_its_result_comes_back()
    {
        await using var app = await StartAsync();

        var result = await RunAsync(app, "3");

        Assert.True(result.Success);
        Assert.Equal("3 it is", result.Message);
    }

    [Theory]
    [InlineData("many", "'many' is not a number")]
    [InlineData("", "a value is required")]
    [InlineData("13", "not thirteen")]
    public async Task Bad_arguments_are_refused_before_the_command_runs(string value, string expected)
    {
        await using var app = await StartAsync();

        var result = await RunAsync(app, value);

        Assert.False(result.Success);
        Assert.Contains(expected, result.Message);
    }

    [Fact]
    public async Task An_unknown_command_an_unknown_argument_and_an_unknown_resource_are_named()
    {
        await using var app = await StartAsync();
        var cancellationToken = TestContext.Current.CancellationToken;

        Assert.Contains("no command 'fly'; it has: ", (await app.Commands.ExecuteCommandAsync("thing", "fly", cancellationToken)).Message);
        Assert.Contains("'x' is no argument of 'set'; it takes: n", (await app.Commands.ExecuteCommandAsync("thing", "set", Inputs("x", "1"), cancellationToken)).Message);
        Assert.Contains("'nothing' was not found", (await app.Commands.ExecuteCommandAsync("nothing", "set", cancellationToken)).Message);
    }

    [Fact]
    public async Task A_command_that_throws_fails_with_the_message_and_the_log_has_the_rest()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("thing", "/bin/sh", "/").WithExplicitStart()
            .WithCommand("break", "Break", _ => throw new InvalidOperationException("It broke.")));
        var instance = await app.UntilAsync("thing", KnownResourceStates.NotStarted);

        var result = await app.Commands.ExecuteCommandAsync("thing", "break", TestContext.Current.CancellationToken);

        Assert.Contains("It broke.", result.Message);
        Assert.Contains(nameof(InvalidOperationException), string.Join("", await app.OutputOfAsync(instance.ResourceId)));
    }

    private static Task<RunningApplication> StartAsync() => RunningApplication.StartAsync(builder =>
        builder.AddExecutable("thing", "/bin/sh", "/").WithExplicitStart().WithCommand(
            "set", "Set", context => Task.FromResult(CommandResults.Success($"{context.Arguments.GetInt32("n")} it is")), new CommandOptions
            {
                Arguments = [new() { Name = "n", Label = "Number", InputType = InputType.Number, Required = true }],
                ValidateArguments = context =>
                {
                    if (context.Inputs.GetString("n") == "13")
                    {
                        context.AddValidationError("n", "not thirteen");
                    }

                    return Task.CompletedTask;
                },
            }));

    private static Task<ExecuteCommandResult> RunAsync(RunningApplication app, string value) =>
        app.Commands.ExecuteCommandAsync("thing", "set", Inputs("n", value), TestContext.Current.CancellationToken);

    private static InteractionInputCollection Inputs(string name, string value) => new([new() { Name = name, InputType = InputType.Number, Value = value }]);
}

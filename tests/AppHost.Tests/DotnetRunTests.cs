namespace Mesh.AppHost.Tests;

/// <summary>What the README promises of its first command, launch profile and all: in the environment <c>Development</c>.</summary>
[Collection(ProcessesCollection.Name)]
public sealed class DotnetRunTests
{
    [Fact]
    public async Task Dotnet_run_starts_everything_and_the_page_answers_through_the_balancer()
    {
        await using var run = await AppHostProcess.StartedByDotnetRunAsync();
        using var client = new HttpClient();

        using var answer = await client.GetAsync(run.Balancer, TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode, run.Output);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }
}

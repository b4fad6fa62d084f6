using System.Net;
using System.Text.Json;
using Mesh.Hosting.Server;
using Mesh.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Tests.Feed;

/// <summary>The feed of real processes.</summary>
public sealed class ReplicaFeedTests
{
    [Fact]
    public async Task Each_replica_of_a_plain_project_has_an_address_of_its_own_that_answers()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddAppHostServer();
        builder.AddProject<Projects.SimpleWeb>("api").WithHttpEndpoint().WithReplicas(3).WithEnvironment("SERVICE_NAME", "api");
        await using var app = await builder.StartAsync();
        var board = app.Services.GetRequiredService<ResourceWatch>().Instances.Instances;
        await Eventually.Async(
            () => board.Current.Values.Count(json => Addresses(json).Length == 1) == 3,
            TestApplication.Patience, "all three replicas have an address", () => string.Join('\n', board.Current.Values));

        var addresses = board.Current.Values.Select(json => Addresses(json).Single()).ToList();
        Assert.Equal(3, addresses.Distinct().Count());
        using var http = new HttpClient();
        foreach (var address in addresses)
        {
            await Eventually.Async(
                async () => (await http.GetAsync($"{address}/alive", TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.OK,
                TestApplication.Patience, $"the replica at {address} answers");
        }

        Assert.All(board.Current.Values, json => Assert.Contains("\"sharedHealth\":true", json, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_instance_is_followed_from_start_to_stop_and_keeps_its_address()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas: 1, max: 1);
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("web");
        var board = app.Services.GetRequiredService<ResourceWatch>().Instances.Instances;
        var first = Assert.Single(board.Current.Values);
        Assert.Equal("Healthy", Property(first, "health"));
        Assert.Equal("web", JsonDocument.Parse(first).RootElement.GetProperty("environment").GetProperty("SERVICE_NAME").GetString());

        await app.ResourceCommands.ExecuteCommandAsync("web", KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);
        await Eventually.Async(
            () => Property(board.Current.Values.Single(), "state") == "Finished", TestApplication.Patience, "the feed tells the end", () => board.Current.Values.Single());

        await app.ResourceCommands.ExecuteCommandAsync("web", KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);
        await Eventually.Async(
            () => Property(board.Current.Values.Single(), "health") == "Healthy", TestApplication.Patience, "the feed tells the start", () => board.Current.Values.Single());
        Assert.Equal(Addresses(first), Addresses(board.Current.Values.Single()));
    }

    private static string[] Addresses(string json) =>
        [.. JsonDocument.Parse(json).RootElement.GetProperty("addresses").EnumerateArray().Select(address => address.GetString()!)];

    private static string? Property(string json, string name) => JsonDocument.Parse(json).RootElement.GetProperty(name).GetString();
}

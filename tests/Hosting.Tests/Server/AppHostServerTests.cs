using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using Mesh.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Tests.Server;

public sealed class AppHostServerTests
{
    [Theory]
    [InlineData("instances")]
    [InlineData("resources")]
    [InlineData("commands")]
    public async Task Nobody_is_served_without_the_token(string path)
    {
        await using var app = await StartAsync();
        using var http = Client(app, "wrong");
        using var request = new HttpRequestMessage(path == "commands" ? HttpMethod.Post : HttpMethod.Get, path);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_reader_of_the_feed_cannot_give_commands()
    {
        await using var app = await StartAsync();
        using var http = Client(app, Server(app).FeedToken);
        using var response = await http.GetAsync("resources", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task The_feed_is_sent_at_once_and_ends_with_the_application()
    {
        var app = await StartAsync();
        using var http = Client(app, Server(app).FeedToken);
        await using var stream = await http.GetStreamAsync("instances", TestContext.Current.CancellationToken);
        await using var events = SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("snapshot", events.Current.EventType);

        await app.DisposeAsync().AsTask().WaitAsync(TestApplication.Patience, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            Assert.True(await events.MoveNextAsync());
        });
    }

    [Fact]
    public async Task A_request_that_makes_no_sense_is_refused()
    {
        await using var app = await StartAsync();
        using var http = Client(app, Server(app).ControlToken);
        using var content = new StringContent("nonsense", new MediaTypeHeaderValue("application/json"));
        using var response = await http.PostAsync("commands", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_registrar_gets_address_and_token_of_the_feed_and_is_not_registered_itself()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddExecutable("registrar", "sleep", ".", "60").WithInstanceFeed();
        await using var app = await builder.StartAsync();

        var change = await app.ResourceNotifications.WaitForResourceAsync("registrar", change => change.Snapshot.State?.Text == KnownResourceStates.Running, TestContext.Current.CancellationToken);
        var environment = change.Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value);
        Assert.Equal(Server(app).Address.AbsoluteUri.TrimEnd('/'), environment["MESH_FEED_URL"]);
        Assert.Equal(Server(app).FeedToken, environment["MESH_FEED_TOKEN"]);
        Assert.Equal("true", environment["SERVICE_IGNORE"]);
    }

    private static async Task<DistributedApplication> StartAsync()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddAppHostServer();
        return await builder.StartAsync();
    }

    private static AppHostServer Server(DistributedApplication app) => app.Services.GetRequiredService<AppHostServer>();

    private static HttpClient Client(DistributedApplication app, string token)
    {
        var http = new HttpClient { BaseAddress = Server(app).Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http;
    }
}

using Microsoft.AspNetCore.Http;

namespace Mesh.Consul.Tests.Errors;

public sealed class ConsulExceptionTests
{
    private const string Secret = "b1gs35d9-secret";

    private readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500, "No cluster leader", ConsulFailure.NoLeader)]
    [InlineData(500, "rpc error making call: No cluster leader", ConsulFailure.NoLeader)]
    [InlineData(500, "rpc error making call: Permission denied", ConsulFailure.PermissionDenied)]
    [InlineData(500, "CheckID \"x\" does not have associated TTL", ConsulFailure.NotFound)]
    [InlineData(500, "it broke", ConsulFailure.ServerError)]
    [InlineData(503, "", ConsulFailure.ServerError)]
    [InlineData(403, "ACL not found", ConsulFailure.PermissionDenied)]
    [InlineData(404, "Unknown service ID", ConsulFailure.NotFound)]
    [InlineData(429, "Your IP is issuing too many concurrent connections", ConsulFailure.TooManyRequests)]
    [InlineData(400, "Missing service name", ConsulFailure.Rejected)]
    [InlineData(301, "", ConsulFailure.MalformedAnswer)]
    public async Task An_unsuccessful_answer_is_told_apart_and_carries_Consuls_text(int status, string text, ConsulFailure expected)
    {
        await using var fake = await FakeConsul.StartAsync(status, text);

        var failure = await FailAsync(fake);

        Assert.Equal((expected, status, text), (failure.Failure, (int)failure.StatusCode!, failure.ConsulText));
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
        Assert.Contains("GET /v1/health/service/web", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Welcome to nginx!</html>")]
    [InlineData("[{\"Node\":{}}]")]
    [InlineData("null")]
    [InlineData("")]
    public async Task An_answer_that_is_not_Consuls_is_called_that(string text)
    {
        await using var fake = await FakeConsul.StartAsync(200, text);

        Assert.Equal(ConsulFailure.MalformedAnswer, (await FailAsync(fake)).Failure);
    }

    [Fact]
    public async Task A_long_error_page_is_cut_short()
    {
        await using var fake = await FakeConsul.StartAsync(502, new string('x', 100_000));

        Assert.True((await FailAsync(fake)).Message.Length < 2000);
    }

    [Theory]
    [InlineData(null, "CONSUL_HTTP_TOKEN or CONSUL_HTTP_TOKEN_FILE")]
    [InlineData(Secret, "the token in CONSUL_HTTP_TOKEN does not grant it")]
    public async Task A_403_says_which_right_is_missing_and_where_the_token_came_from(string? token, string expected)
    {
        await using var fake = await FakeConsul.StartAsync(403, "Permission denied");

        var failure = await FailAsync(fake, new() { Token = token });

        Assert.Contains("service:read on \"web\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_sent_and_never_shown()
    {
        string? sent = null;
        await using var fake = await FakeConsul.StartAsync(context =>
        {
            sent = context.Request.Headers["X-Consul-Token"];
            return FakeConsul.AnswerAsync(context, StatusCodes.Status403Forbidden, "Permission denied");
        });
        var options = new ConsulOptions { Token = Secret };

        var failure = await FailAsync(fake, options);

        Assert.Equal(Secret, sent);
        Assert.DoesNotContain(Secret, $"{failure} {options}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_names_the_address_and_the_setting()
    {
        using var client = ConsulClient.Create(new() { Address = "127.0.0.1:1" });

        var failure = await Assert.ThrowsAsync<ConsulException>(() => client.Status.LeaderAsync(_cancelled));

        Assert.Equal(ConsulFailure.Refused, failure.Failure);
        Assert.Contains("127.0.0.1:1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("CONSUL_HTTP_ADDR", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_a_name_is_unreachable_rather_than_refused()
    {
        using var client = ConsulClient.Create(new() { Address = "consul.invalid:8500" });

        Assert.Equal(ConsulFailure.Unreachable, (await Assert.ThrowsAsync<ConsulException>(() => client.Status.LeaderAsync(_cancelled))).Failure);
    }

    [Fact]
    public async Task A_real_Consul_that_denies_everything_says_what_it_misses()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var server = await ConsulServer.StartAsync("-hcl", "acl { enabled = true default_policy = \"deny\" }");
        using var client = ConsulClient.Create(new() { Address = server.Address.ToString() });
        using var stranger = ConsulClient.Create(new() { Address = server.Address.ToString(), Token = Secret });

        var denied = await Assert.ThrowsAsync<ConsulException>(() => client.Agent.RegisterServiceAsync(new() { Name = "web" }, _cancelled));
        var unknown = await Assert.ThrowsAsync<ConsulException>(() => stranger.Agent.RegisterServiceAsync(new() { Name = "web" }, _cancelled));

        Assert.Equal((ConsulFailure.PermissionDenied, ConsulFailure.PermissionDenied), (denied.Failure, unknown.Failure));
        Assert.Contains("service:write on \"web\"", denied.Message, StringComparison.Ordinal);
        Assert.Contains("ACL not found", unknown.Message, StringComparison.Ordinal);
    }

    private async Task<ConsulException> FailAsync(FakeConsul fake, ConsulOptions? options = null)
    {
        using var client = fake.CreateClient(options);
        return await Assert.ThrowsAsync<ConsulException>(() => client.Health.ServiceAsync("web", cancellationToken: _cancelled));
    }
}

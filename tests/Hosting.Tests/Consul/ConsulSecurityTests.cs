using System.Net;
using Mesh.Hosting.Consul.Security;
using Mesh.Tests.Kit;

namespace Mesh.Hosting.Tests.Consul;

/// <summary>A Consul that is secured.</summary>
public sealed class ConsulSecurityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Consul_that_comes_back_without_memory_knows_its_tokens_again()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        var builder = TestApplication.CreateBuilder();
        var consul = builder.AddConsul("consul").WithSecurity();
        builder.AddExecutable("user", "sleep", ".", "60").WithReference(consul).WithConsulToken(consul, ConsulPermissions.Discover).WaitFor(consul);
        await using var app = await builder.StartAsync();
        await app.UntilHealthyAsync("user");
        Assert.True(app.ResourceNotifications.TryGetCurrentState("user", out var user));
        var token = user.Snapshot.EnvironmentVariables.Single(variable => variable.Name == "CONSUL_HTTP_TOKEN").Value!;
        using var http = app.CreateHttpClient("consul", "http");
        http.DefaultRequestHeaders.Add("X-Consul-Token", token);
        await Eventually.Async(async () => (await http.GetStringAsync("v1/catalog/services", Cancellation)).Contains("consul", StringComparison.Ordinal), TestApplication.Patience, "the token permits to read");

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("consul", KnownResourceCommands.RestartCommand, Cancellation)).Success);

        await Eventually.Async(async () => (await http.GetStringAsync("v1/catalog/services", Cancellation)).Contains("consul", StringComparison.Ordinal), TestApplication.Patience, "the token permits to read again");
        using var answer = await http.PutAsync("v1/agent/service/register", new StringContent("{\"Name\":\"web\"}"), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public void A_token_needs_a_Consul_that_asks_for_one()
    {
        var builder = TestApplication.CreateBuilder("--operation", "publish");
        var consul = builder.AddConsul("consul");
        var user = builder.AddContainer("user", "user");
        var message = Assert.Throws<DistributedApplicationException>(() => user.WithConsulToken(consul, ConsulPermissions.Discover)).Message;
        Assert.Equal("'consul' asks for no tokens. Call WithSecurity on it first.", message);
    }

    [Theory]
    [InlineData("1.8.7", "\"master\"", "\"verify_incoming_rpc\":true")]
    [InlineData("1.11.0", "\"initial_management\"", "\"verify_incoming_rpc\":true")]
    [InlineData("1.22.3", "\"initial_management\"", "\"tls\":{\"defaults\":{\"ca_file\"")]
    public void Each_version_is_configured_in_its_own_words(string version, string management, string tls)
    {
        using var security = new ConsulSecurity("consul");
        var configuration = ConsulConfiguration.Write(security, Version.Parse(version));
        Assert.Contains(management, configuration, StringComparison.Ordinal);
        Assert.Contains(tls, configuration, StringComparison.Ordinal);
        Assert.Contains($"\"encrypt\":\"{security.GossipKey.Value}\"", System.Text.RegularExpressions.Regex.Unescape(configuration), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_in_files_that_only_this_user_can_read_and_gone_at_the_end()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows protects the folder instead.");
            return;
        }

        var consul = TestApplication.CreateBuilder().AddConsulProcess("consul", null, "consul").Resource;
        var security = new ConsulSecurity("consul");
        var file = security.WriteConfiguration(consul, new(1, 22));
        foreach (var path in new[] { file, security.ManagementFile, security.Certificates.Key })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        security.Dispose();

        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Published_secrets_are_variables()
    {
        var folder = Directory.CreateTempSubdirectory("mesh-").FullName;
        try
        {
            var builder = DistributedApplication.CreateBuilder(["--operation", "publish", "--step", "publish", "--output-path", folder]);
            builder.AddDockerComposeEnvironment("mesh");
            var consul = builder.AddConsul("consul").WithSecurity();
            builder.AddContainer("user", "user").WithConsulToken(consul, ConsulPermissions.Discover);
            await using (var app = builder.Build())
            {
                await app.RunAsync(Cancellation);
            }

            var compose = await File.ReadAllTextAsync(Path.Combine(folder, "docker-compose.yaml"), Cancellation);
            Assert.Contains("CONSUL_HTTP_TOKEN_FILE: \"/run/consul-token\"", compose, StringComparison.Ordinal);
            Assert.Contains("content: \"${CONSUL_DISCOVER_TOKEN}\"", compose, StringComparison.Ordinal);
            Assert.Contains(
                """{"acl":{"enabled":true,"default_policy":"deny","tokens":{"initial_management":"${CONSUL_MANAGEMENT_TOKEN}","agent":"${CONSUL_AGENT_TOKEN}"}},"encrypt":"${CONSUL_GOSSIP_KEY}"}""",
                compose.Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("CONSUL_GOSSIP_KEY=\n", await File.ReadAllTextAsync(Path.Combine(folder, ".env"), Cancellation), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

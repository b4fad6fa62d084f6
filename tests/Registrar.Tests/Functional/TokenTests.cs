namespace Mesh.Registrar.Tests.Functional;

/// <summary>What a Consul with access control does to the registrar.</summary>
public sealed class TokenTests
{
    private const string Rules = """service_prefix "" { policy = "write" }""";

    [Fact]
    public async Task A_wrong_token_is_told_once_and_a_right_one_in_its_file_works_without_a_restart()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        await using var guarded = await GuardedConsul.StartAsync();
        using var consul = Mesh.Consul.ConsulClient.Create(new() { Address = guarded.Server.Address.ToString(), Token = guarded.Management });
        var (wrong, weak, right) = (Guid.NewGuid().ToString(), await guarded.AddTokenAsync(""), await guarded.AddTokenAsync(Rules));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, wrong, TestContext.Current.CancellationToken);
            await using var feed = await FakeFeed.StartAsync(Instance("a-1", 5000), Instance("a-2", 5001));
            await using var registrar = RegistrarProcess.Start(
                "token-host", feed.Url, guarded.Server.Address, arguments: [$"--CONSUL_HTTP_TOKEN_FILE={file}"]);
            await registrar.SaysAsync("is none that Consul knows: wrong, expired or deleted");

            await File.WriteAllTextAsync(file, weak, TestContext.Current.CancellationToken);
            await registrar.SaysAsync("it needs service:write on");
            Assert.StartsWith("503 Unhealthy", await registrar.HealthAsync(), StringComparison.Ordinal);

            await File.WriteAllTextAsync(file, right, TestContext.Current.CancellationToken);
            await consul.HoldsAsync("token", "token-host:a-1:5000 Passing, token-host:a-2:5001 Passing", registrar);
            await registrar.IsAsync("200 Healthy");

            Assert.Equal(1, registrar.Count("is none that Consul knows"));
            Assert.InRange(registrar.Count("it needs service:write on"), 1, 2);
            Assert.DoesNotContain((string[])[wrong, weak, right], secret => registrar.Output.Contains(secret, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Registrar.Instances.Instance Instance(string id, int port) => Sample.Instance(id, port, variables: "SERVICE_NAME=token");
}

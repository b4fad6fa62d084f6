using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mesh.Consul.Tests.Options;

public sealed class ConsulOptionsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Without_any_variable_Consul_is_at_its_own_default()
    {
        Assert.Equal(new ConsulOptions(), Read());
        Assert.Equal("http://127.0.0.1:8500", Read().Address);
    }

    [Fact]
    public void Every_variable_of_Consuls_own_tools_is_read()
    {
        using var files = new Http.CertificateFolder();
        File.WriteAllText(_file, "from-the-file\n");

        var options = Read(
            ("CONSUL_HTTP_ADDR", " consul.example:8501 "),
            ("CONSUL_HTTP_TOKEN", "from-the-variable"),
            ("CONSUL_HTTP_TOKEN_FILE", _file),
            ("CONSUL_HTTP_SSL", "TRUE"),
            ("CONSUL_CACERT", files.Authority),
            ("CONSUL_CLIENT_CERT", files.ClientCertificate),
            ("CONSUL_CLIENT_KEY", files.ClientKey));

        Assert.Equal(
            new ConsulOptions
            {
                Address = "consul.example:8501",
                Token = "from-the-variable",
                TokenFile = _file,
                UseTls = true,
                CaCertificate = files.Authority,
                ClientCertificate = files.ClientCertificate,
                ClientKey = files.ClientKey,
            },
            options);
    }

    [Fact]
    public void All_errors_are_listed_at_once_with_setting_value_and_remedy()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(
            ("CONSUL_HTTP_ADDR", "ftp://x"),
            ("CONSUL_HTTP_TOKEN", "two words"),
            ("CONSUL_HTTP_TOKEN_FILE", "/no/such/token"),
            ("CONSUL_HTTP_SSL", "maybe"),
            ("CONSUL_CACERT", _file),
            ("CONSUL_CLIENT_CERT", "/no/such/cert")));

        Assert.Collection(
            failure.Failures.Order(StringComparer.Ordinal),
            error => Assert.StartsWith($"CONSUL_CACERT is '{_file}': give a PEM file", error, StringComparison.Ordinal),
            error => Assert.StartsWith("CONSUL_CLIENT_CERT is '/no/such/cert' but CONSUL_CLIENT_KEY is not set", error, StringComparison.Ordinal),
            error => Assert.StartsWith("CONSUL_HTTP_ADDR is 'ftp://x': give host:port", error, StringComparison.Ordinal),
            error => Assert.StartsWith("CONSUL_HTTP_SSL is 'maybe': give true or false", error, StringComparison.Ordinal),
            error => Assert.StartsWith("CONSUL_HTTP_TOKEN holds a character", error, StringComparison.Ordinal),
            error => Assert.StartsWith("CONSUL_HTTP_TOKEN_FILE is '/no/such/token'", error, StringComparison.Ordinal));
        Assert.DoesNotContain("two words", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_in_the_address_is_refused_without_being_repeated()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(("CONSUL_HTTP_ADDR", "http://user:secret@consul:8500")));

        Assert.Contains("CONSUL_HTTP_ADDR holds a user name", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(601)]
    public void A_time_limit_out_of_range_is_named(double seconds)
    {
        var errors = ConsulOptionsValidator.Validate(new() { Timeout = TimeSpan.FromSeconds(seconds) });

        Assert.StartsWith("Timeout is ", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_file_is_preferred_to_the_token()
    {
        string? sent = null;
        File.WriteAllText(_file, "from-the-file\n");
        await using var fake = await FakeConsul.StartAsync(context =>
        {
            sent = context.Request.Headers["X-Consul-Token"];
            return FakeConsul.AnswerAsync(context, 200, "\"\"");
        });
        using var client = fake.CreateClient(new() { Token = "from-the-variable", TokenFile = _file });

        await client.Status.LeaderAsync(TestContext.Current.CancellationToken);

        Assert.Equal("from-the-file", sent);
    }

    [Fact]
    public async Task A_token_that_was_replaced_in_its_file_is_used_after_the_first_denial()
    {
        File.WriteAllText(_file, "old");
        await using var fake = await FakeConsul.StartAsync(context => context.Request.Headers["X-Consul-Token"] == "new"
            ? FakeConsul.AnswerAsync(context, 200, "\"\"")
            : FakeConsul.AnswerAsync(context, 403, "ACL not found"));
        using var client = fake.CreateClient(new() { TokenFile = _file });
        File.WriteAllText(_file, "new\n");

        var denied = await Assert.ThrowsAsync<ConsulException>(() => client.Status.LeaderAsync(TestContext.Current.CancellationToken));
        await client.Status.LeaderAsync(TestContext.Current.CancellationToken);

        Assert.Contains($"the token in '{_file}' (CONSUL_HTTP_TOKEN_FILE) is none that Consul knows: wrong, expired or deleted", denied.Message);
    }

    [Fact]
    public void A_program_gets_one_client_from_its_configuration()
    {
        using var services = new ServiceCollection()
            .AddConsulClient(new ConfigurationBuilder().AddInMemoryCollection([new("CONSUL_HTTP_ADDR", "consul:80")]).Build())
            .BuildServiceProvider();

        Assert.Same(services.GetRequiredService<IConsulClient>(), services.GetRequiredService<IConsulClient>());
        Assert.Equal("consul:80", services.GetRequiredService<ConsulOptions>().Address);
    }

    public void Dispose() => File.Delete(_file);

    private static ConsulOptions Read(params (string Name, string? Value)[] variables)
    {
        var settings = variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value));
        return ConsulOptions.FromConfiguration(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}

using Mesh.Consul;
using Mesh.Registrar.Metadata;

namespace Mesh.Registrar.Tests.Metadata;

public sealed class CheckMetadataReaderTests
{
    [Fact]
    public void An_HTTP_check_has_all_that_was_asked_for()
    {
        var checks = Read(
            "SERVICE_CHECK_HTTP=/health?full=1", "SERVICE_CHECK_METHOD=head", "SERVICE_CHECK_INTERVAL=3s", "SERVICE_CHECK_TIMEOUT=500ms",
            "SERVICE_CHECK_INITIAL_STATUS=passing", "SERVICE_CHECK_DEREGISTER_AFTER=90m").Checks;

        Assert.Equal(
            [
                new CheckMetadata
                {
                    Kind = CheckKind.Http,
                    Text = "/health?full=1",
                    Method = "HEAD",
                    Interval = TimeSpan.FromSeconds(3),
                    Timeout = TimeSpan.FromMilliseconds(500),
                    InitialStatus = CheckStatus.Passing,
                    DeregisterAfter = TimeSpan.FromMinutes(90),
                },
            ],
            checks);
    }

    [Theory]
    [InlineData("SERVICE_CHECK_HTTP=health", "Http", "/health")]
    [InlineData("SERVICE_CHECK_HTTPS=/health", "Https", "/health")]
    [InlineData("SERVICE_CHECK_TCP=true", "Tcp", "")]
    [InlineData("SERVICE_80_CHECK_TCP=true", "Tcp", "")]
    [InlineData("SERVICE_CHECK_GRPC=true", "Grpc", "")]
    [InlineData("SERVICE_CHECK_SCRIPT=nc $SERVICE_IP $SERVICE_PORT | grep OK", "Script", "nc $SERVICE_IP $SERVICE_PORT | grep OK")]
    [InlineData("SERVICE_CHECK_CMD=/bin/check.sh", "Cmd", "/bin/check.sh")]
    public void The_kind_of_check_is_the_variable_s(string variable, string kind, string text)
    {
        var check = Assert.Single(Read(variable).Checks);

        Assert.Equal((kind, text, TimeSpan.FromSeconds(10)), (check.Kind.ToString(), check.Text, check.Interval));
    }

    [Theory]
    [InlineData("SERVICE_CHECK_GRPC=1", true, false)]
    [InlineData("SERVICE_CHECK_GRPC=1 SERVICE_CHECK_GRPC_USE_TLS=true", true, true)]
    [InlineData("SERVICE_CHECK_GRPC=1 SERVICE_CHECK_GRPC_TLS=true", true, true)]
    [InlineData("SERVICE_CHECK_HTTPS=/", true, false)]
    [InlineData("SERVICE_CHECK_HTTP=/", false, false)]
    public void TLS_may_go_without_verification(string variables, bool skips, bool usesTls)
    {
        var check = Assert.Single(Read([.. variables.Split(' '), "SERVICE_CHECK_TLS_SKIP_VERIFY=true"]).Checks);

        Assert.Equal((skips, usesTls), (check.SkipsVerification, check.UsesTls));
    }

    [Fact]
    public void Several_checks_per_service_are_all_made()
    {
        var metadata = Read("SERVICE_CHECK_TCP=1", "SERVICE_CHECK_HTTP=/live", "SERVICE_CHECK_TTL=30s", "SERVICE_CHECK_INTERVAL=5s", "SERVICE_CHECK_2_HTTP=/ready", "SERVICE_CHECK_2_INTERVAL=1m");

        Assert.Empty(metadata.Warnings);
        Assert.Equal(
            ["Http 0 /live 5", "Ttl 0  5", "Tcp 0  5", "Http 2 /ready 60"],
            metadata.Checks.Select(check => $"{check.Kind} {check.Number} {check.Text} {check.Interval.TotalSeconds}"));
        Assert.Equal(TimeSpan.FromSeconds(30), metadata.Checks[1].Ttl);
    }

    [Theory]
    [InlineData("SERVICE_CHECK_INTERVAL=often")]
    [InlineData("SERVICE_CHECK_TIMEOUT=5")]
    [InlineData("SERVICE_CHECK_DEREGISTER_AFTER=-1m")]
    [InlineData("SERVICE_CHECK_INITIAL_STATUS=fine")]
    [InlineData("SERVICE_CHECK_METHOD=LOOK")]
    [InlineData("SERVICE_CHECK_HTTP_METHOD=LOOK")]
    [InlineData("SERVICE_CHECK_TTL=500ms")]
    [InlineData("SERVICE_CHECK_TTL=long")]
    [InlineData("SERVICE_CHECK_UDP=1")]
    [InlineData("SERVICE_CHECK_2_UDP=1")]
    public void What_cannot_be_understood_is_a_warning_that_names_it_and_the_rest_holds(string variable)
    {
        var metadata = Read("SERVICE_CHECK_HTTP=/health", variable);

        Assert.Equal([new CheckMetadata { Kind = CheckKind.Http, Text = "/health" }], metadata.Checks);
        Assert.Contains(variable.Split('=')[0], Assert.Single(metadata.Warnings), StringComparison.Ordinal);
        Assert.Empty(metadata.Meta);
    }

    [Theory]
    [InlineData("SERVICE_CHECK_SCRIPT=rm -rf /")]
    [InlineData("SERVICE_CHECK_CMD=true")]
    public void Programs_run_on_the_agent_s_host_only_where_the_registrar_s_settings_say_so(string variable)
    {
        var metadata = ServiceMetadataReader.Read(Variables.Of(variable), 80, new());

        Assert.Empty(metadata.Checks);
        Assert.Contains("Registrar:ScriptChecks", Assert.Single(metadata.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_source_says_is_reported_to_one_check_only()
    {
        var metadata = Read("SERVICE_CHECK_TTL=30s", "SERVICE_CHECK_2_TTL=60s");

        Assert.Equal(TimeSpan.FromSeconds(30), Assert.Single(metadata.Checks).Ttl);
        Assert.Contains("SERVICE_CHECK_2_TTL", Assert.Single(metadata.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_alone_make_no_check_and_are_no_mistake()
    {
        var metadata = Read("SERVICE_CHECK_INTERVAL=5s", "SERVICE_CHECK_HTTP_METHOD=GET", "SERVICE_CHECK_GRPC_USE_TLS=1");

        Assert.Empty(metadata.Checks);
        Assert.Empty(metadata.Warnings);
    }

    private static ServiceMetadata Read(params string[] variables) =>
        ServiceMetadataReader.Read(Variables.Of(variables), 80, new() { ScriptChecks = true });
}

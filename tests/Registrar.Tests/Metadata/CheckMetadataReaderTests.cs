using Mesh.Consul;
using Mesh.Registrar.Metadata;

namespace Mesh.Registrar.Tests.Metadata;

public sealed class CheckMetadataReaderTests
{
    [Fact]
    public void An_HTTP_check_has_all_that_was_asked_for()
    {
        var check = Read(
            "SERVICE_CHECK_HTTP=/health?full=1", "SERVICE_CHECK_METHOD=head", "SERVICE_CHECK_INTERVAL=3s", "SERVICE_CHECK_TIMEOUT=500ms",
            "SERVICE_CHECK_INITIAL_STATUS=passing", "SERVICE_CHECK_DEREGISTER_AFTER=90m").Check;

        Assert.Equal(
            new CheckMetadata
            {
                Kind = "http",
                Path = "/health?full=1",
                Method = "HEAD",
                Interval = TimeSpan.FromSeconds(3),
                Timeout = TimeSpan.FromMilliseconds(500),
                InitialStatus = CheckStatus.Passing,
                DeregisterAfter = TimeSpan.FromMinutes(90),
            },
            check);
    }

    [Theory]
    [InlineData("SERVICE_CHECK_HTTP=health", "http", "/health")]
    [InlineData("SERVICE_CHECK_HTTPS=/health", "https", "/health")]
    [InlineData("SERVICE_CHECK_TCP=true", "tcp", "")]
    [InlineData("SERVICE_80_CHECK_TCP=true", "tcp", "")]
    public void The_kind_of_check_is_the_variable_s(string variable, string kind, string path)
    {
        var check = Read(variable).Check;

        Assert.Equal((kind, path, TimeSpan.FromSeconds(10)), (check?.Kind, check?.Path, check!.Interval));
    }

    [Theory]
    [InlineData("SERVICE_CHECK_INTERVAL=often")]
    [InlineData("SERVICE_CHECK_TIMEOUT=5")]
    [InlineData("SERVICE_CHECK_DEREGISTER_AFTER=-1m")]
    [InlineData("SERVICE_CHECK_INITIAL_STATUS=fine")]
    [InlineData("SERVICE_CHECK_METHOD=LOOK")]
    [InlineData("SERVICE_CHECK_SCRIPT=rm -rf /")]
    [InlineData("SERVICE_CHECK_CMD=true")]
    public void What_cannot_be_understood_is_a_warning_that_names_it_and_the_rest_holds(string variable)
    {
        var metadata = Read("SERVICE_CHECK_HTTP=/health", variable);

        Assert.Equal(new CheckMetadata { Kind = "http", Path = "/health" }, metadata.Check);
        Assert.Contains(variable.Split('=')[0], Assert.Single(metadata.Warnings), StringComparison.Ordinal);
        Assert.Empty(metadata.Meta);
    }

    [Fact]
    public void Without_a_kind_of_check_the_status_follows_the_source() => Assert.Null(Read("SERVICE_CHECK_INTERVAL=5s").Check);

    private static ServiceMetadata Read(params string[] variables) => ServiceMetadataReader.Read(Variables.Of(variables), 80);
}

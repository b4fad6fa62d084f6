using Mesh.Registrar.Configuration;
using Mesh.Registrar.Metadata;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Reconciliation;

public sealed class EntryChecksTests
{
    private const string Container = "0123456789abcdef";

    [Fact]
    public void Without_metadata_the_status_follows_the_source_for_ever()
    {
        var check = Single([]);

        Assert.Equal(("service:host:web:80", EntryCheck.EndlessTtl, null), (check.Id, check.Ttl, check.Heartbeat));
    }

    [Fact]
    public void With_ttl_it_needs_the_heartbeats_of_ttl_refresh()
    {
        var check = Single([], new() { Ttl = TimeSpan.FromSeconds(30), TtlRefresh = TimeSpan.FromSeconds(7) });

        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(7)), (check.Ttl, check.Heartbeat));
        Assert.Contains("told every 7s; critical when nobody told for 30s", check.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void SERVICE_CHECK_TTL_is_told_three_times_in_its_time()
    {
        var check = Single([new() { Kind = CheckKind.Ttl, Ttl = TimeSpan.FromSeconds(30) }]);

        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10)), (check.Ttl, check.Heartbeat));
    }

    [Fact]
    public void A_script_is_run_by_a_shell_with_the_service_s_address_in_it()
    {
        var check = Single([new() { Kind = CheckKind.Script, Text = "nc $SERVICE_IP $SERVICE_PORT | grep OK" }]);

        Assert.Equal(["sh", "-c", "nc 10.0.0.7 8080 | grep OK"], check.Arguments!.Value);
    }

    [Fact]
    public void A_command_is_run_in_the_container_by_registrator_s_check_cmd() => Assert.Equal(
        ["check-cmd", "0123456789ab", "80", "/check.sh -v"], Single([new() { Kind = CheckKind.Cmd, Text = "/check.sh -v" }]).Arguments!.Value);

    [Fact]
    public void IPv6_addresses_are_in_brackets_in_every_check_691()
    {
        var checks = EntryChecks.For(
            new("id", "fd00::7", 8080, Container, 80),
            [
                new() { Kind = CheckKind.Http, Text = "/health" }, new() { Kind = CheckKind.Https, Text = "/" }, new() { Kind = CheckKind.Tcp }, new() { Kind = CheckKind.Grpc },
            ],
            new());

        Assert.Equal(
            ["http://[fd00::7]:8080/health", "https://[fd00::7]:8080/", "[fd00::7]:8080", "[fd00::7]:8080"], checks.Select(check => check.Http ?? check.Tcp ?? check.Grpc));
    }

    [Fact]
    public void Every_check_has_an_id_of_its_own_and_says_what_it_does()
    {
        var checks = EntryChecks.For(
            Target,
            [
                new() { Kind = CheckKind.Http, Text = "/a" }, new() { Kind = CheckKind.Http, Number = 2, Text = "/b", Method = "HEAD" },
                new() { Kind = CheckKind.Grpc, UsesTls = true, SkipsVerification = true, Interval = TimeSpan.FromSeconds(5) },
            ],
            new());

        Assert.Equal(["service:host:web:80:http", "service:host:web:80:http:2", "service:host:web:80:grpc"], checks.Select(check => check.Id));
        Assert.StartsWith("GET http://10.0.0.7:8080/a every 10s", checks[0].Notes, StringComparison.Ordinal);
        Assert.StartsWith("HEAD http://10.0.0.7:8080/b every 10s", checks[1].Notes, StringComparison.Ordinal);
        Assert.StartsWith("gRPC over TLS 10.0.0.7:8080, any certificate, every 5s", checks[2].Notes, StringComparison.Ordinal);
    }

    private static CheckTarget Target => new("host:web:80", "10.0.0.7", 8080, Container, 80);

    private static EntryCheck Single(CheckMetadata[] asked, RegistrarSettings? settings = null) =>
        Assert.Single(EntryChecks.For(Target, [.. asked], settings ?? new()));
}

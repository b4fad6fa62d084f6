using Mesh.Registrar.Configuration;

namespace Mesh.Registrar.Tests.Configuration;

/// <summary>registrator's command line, word for word.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("-internal", "Registrar:Internal", "true")]
    [InlineData("--internal", "Registrar:Internal", "true")]
    [InlineData("-internal=false", "Registrar:Internal", "false")]
    [InlineData("-internal=T", "Registrar:Internal", "true")]
    [InlineData("-explicit", "Registrar:Explicit", "true")]
    [InlineData("-cleanup=1", "Registrar:Cleanup", "true")]
    [InlineData("-ip 10.0.0.7", "Registrar:Address", "10.0.0.7")]
    [InlineData("--ip=10.0.0.7", "Registrar:Address", "10.0.0.7")]
    [InlineData("-useIpFromLabel io.rancher.ip", "Registrar:UseIpFromLabel", "io.rancher.ip")]
    [InlineData("-tags a,b=c", "Registrar:Tags", "a,b=c")]
    [InlineData("-tags=a=b", "Registrar:Tags", "a=b")]
    [InlineData("-ttl 90", "Registrar:Ttl", "00:01:30")]
    [InlineData("-ttl-refresh=30", "Registrar:TtlRefresh", "00:00:30")]
    [InlineData("-resync 600", "Registrar:Resync", "00:10:00")]
    [InlineData("-deregister always", "Registrar:Deregister", "Always")]
    [InlineData("-deregister=on-success", "Registrar:Deregister", "OnSuccess")]
    [InlineData("-retry-attempts -1", "Registrar:RetryAttempts", "-1")]
    [InlineData("-retry-interval 2500", "Registrar:RetryInterval", "00:00:02.5000000")]
    public void An_option_is_read_as_Go_reads_it(string arguments, string setting, string value)
    {
        var command = CommandLine.Parse([.. arguments.Split(' '), "consul://localhost:8500"]);

        Assert.Empty(command.Errors);
        Assert.Equal(value, command.Options[setting]);
        Assert.Equal("consul://localhost:8500", command.Options["Registrar:Registry"]);
        Assert.Empty(command.Settings);
    }

    [Theory]
    [InlineData("-resync=0", "Registrar:Resync")]
    [InlineData("-ip=", "Registrar:Address")]
    public void A_value_that_stands_for_the_default_sets_nothing(string argument, string setting)
    {
        var command = CommandLine.Parse([argument]);

        Assert.Empty(command.Errors);
        Assert.DoesNotContain(setting, command.Options.Keys);
    }

    [Theory]
    [InlineData("-inernal", "Did you mean -internal?")]
    [InlineData("-useipfromlabel=x", "Did you mean -useIpFromLabel?")]
    [InlineData("--retry-atempts=1", "Did you mean -retry-attempts?")]
    [InlineData("-ttl=soon", "-ttl is 'soon': a whole number of seconds")]
    [InlineData("-ttl=1m", "-ttl is '1m'")]
    [InlineData("-internal=yes", "-internal is 'yes': true or false would work")]
    [InlineData("-deregister never", "-deregister is 'never': always or on-success would work")]
    [InlineData("-retry-attempts", "-retry-attempts needs a value")]
    [InlineData("consul://a consul://b", "'consul://b' is one argument too many")]
    [InlineData("consul://a -internal", "-internal comes after the registry URI")]
    public void What_cannot_be_understood_is_named_with_what_would_work_and_exit_code_2(string arguments, string message)
    {
        var command = CommandLine.Parse(arguments.Split(' '));
        using var errors = new StringWriter();

        Assert.Equal(2, command.Answer(TextWriter.Null, errors));
        Assert.Contains(message, Assert.Single(command.Errors), StringComparison.Ordinal);
        Assert.Contains(message, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_are_named_at_once() => Assert.Equal(3, CommandLine.Parse(["-ttl=x", "-nonsense", "a", "b"]).Errors.Length);

    [Fact]
    public void Settings_in_NET_s_form_are_left_to_NET_wherever_they_stand()
    {
        var command = CommandLine.Parse(["--Registrar:Host", "a", "-internal", "--urls=http://127.0.0.1:0", "consul://b", "--CONSUL_HTTP_TOKEN=c", "--Registrar:Id=d"]);

        Assert.Empty(command.Errors);
        Assert.Equal(["--Registrar:Host", "a", "--urls=http://127.0.0.1:0", "--CONSUL_HTTP_TOKEN=c", "--Registrar:Id=d"], command.Settings);
        Assert.Equal(["Registrar:Internal", "Registrar:Registry"], command.Options.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--version", "Mesh Registrar ")]
    [InlineData("-help", "-retry-attempts N")]
    [InlineData("-h", "-retry-attempts N")]
    public void Help_and_version_need_nothing_else(string argument, string expected)
    {
        using var output = new StringWriter();

        Assert.Equal(0, CommandLine.Parse([argument, "-nonsense"]).Answer(output, TextWriter.Null));
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_explains_every_option() => Assert.All(Flag.All, flag => Assert.Contains($"\n  -{flag.Name} ", Usage.Text, StringComparison.Ordinal));

    [Fact]
    public void Without_errors_the_program_starts() => Assert.Null(CommandLine.Parse(["-internal", "consul://localhost"]).Answer(TextWriter.Null, TextWriter.Null));
}

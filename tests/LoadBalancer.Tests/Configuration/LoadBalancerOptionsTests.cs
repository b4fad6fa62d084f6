using Mesh.LoadBalancer.Configuration;

namespace Mesh.LoadBalancer.Tests.Configuration;

public sealed class LoadBalancerOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(LoadBalancerOptionsValidator.Validate(new()));

    [Fact]
    public void All_errors_are_named_at_once_with_the_setting_the_value_and_what_would_work()
    {
        var options = new LoadBalancerOptions
        {
            DefaultService = "two words",
            Rules = [new() { Path = "api", Service = "" }],
            Status = "critical",
            Datacenter = "d c",
            Watches = 0,
            Snapshot = "/no/such/folder/file",
            AdminUrl = "8081",
            Http2Url = "https://localhost:1",
            HoldEmpty = TimeSpan.FromDays(1),
            Retries = 11,
            AvoidRefused = TimeSpan.FromSeconds(-1),
            ConnectTimeout = TimeSpan.Zero,
            IdleConnectionTimeout = TimeSpan.Zero,
            ActivityTimeout = TimeSpan.Zero,
        };

        var errors = LoadBalancerOptionsValidator.Validate(options).ToList();

        Assert.Equal(15, errors.Count);
        Assert.All(errors, error => Assert.Matches("^LoadBalancer:[A-Za-z0-9:]+ is '.*: .* would work\\.$", error));
    }

    [Theory]
    [InlineData("http://0.0.0.0:8081")]
    [InlineData("http://*:8081")]
    [InlineData("http://10.1.2.3:8081")]
    public void The_admin_is_refused_on_an_address_that_others_reach_unless_a_setting_allows_it(string url)
    {
        Assert.Contains("AdminAllowRemote=true", Assert.Single(LoadBalancerOptionsValidator.Validate(new() { AdminUrl = url })));
        Assert.Empty(LoadBalancerOptionsValidator.Validate(new() { AdminUrl = url, AdminAllowRemote = true }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://localhost:8081")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://[::1]:8081")]
    public void The_admin_may_be_off_or_on_loopback(string url) => Assert.Empty(LoadBalancerOptionsValidator.Validate(new() { AdminUrl = url }));

    [Fact]
    public void Every_setting_stands_in_the_help_and_in_the_documentation()
    {
        var names = NamesIn(typeof(LoadBalancerOptions)).Where(name => name != nameof(LoadBalancerOptions.Services)).ToList();
        var pages = string.Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "*.md").Select(File.ReadAllText));

        Assert.All(names, name => Assert.Matches($"--LoadBalancer:{name}[=:]", Usage.Text));
        Assert.All(names, name => Assert.Contains($"`{name}`", pages));
        Assert.Contains("--LoadBalancer:Services:NAME:", Usage.Text);
        Assert.Contains("`Services:NAME:", pages);
    }

    // A record of ours among the settings is a section of its own.
    private static IEnumerable<string> NamesIn(Type section) => section.GetProperties().Where(property => property.CanWrite).SelectMany(property =>
        property.PropertyType is { IsClass: true } type && type.Assembly == section.Assembly
            ? NamesIn(type).Select(name => $"{property.Name}:{name}")
            : ItemsOf(property.PropertyType) is { } item ? NamesIn(item).Select(name => $"{property.Name}:0:{name}")
            : [property.Name]);

    private static Type? ItemsOf(Type type) =>
        type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GenericTypeArguments[0] : null;
}

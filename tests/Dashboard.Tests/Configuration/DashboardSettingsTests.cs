using Mesh.Dashboard.Configuration;
using Microsoft.Extensions.Configuration;

namespace Mesh.Dashboard.Tests.Configuration;

public class DashboardSettingsTests
{
    [Fact]
    public void All_errors_are_listed_at_once_each_with_the_setting_and_what_would_work()
    {
        Read(
            out var errors,
            ("ASPNETCORE_URLS", "nonsense"), ("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", "short"), ("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "perhaps"),
            ("Dashboard:TelemetryLimits:MaxLogCount", "0"), ("Dashboard:TelemetryLimits:MaxSpanCount", "many"));

        Assert.Equal(5, errors.Count);
        Assert.All(errors, error => Assert.Contains("would work", error));
    }

    [Fact]
    public void Everybody_may_come_in_on_loopback_only()
    {
        Read(out var errors, ("ASPNETCORE_URLS", "http://0.0.0.0:18888"), ("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "true"), ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"));

        Assert.Contains("lets everybody in", Assert.Single(errors));
    }

    [Fact]
    public void A_token_does_not_travel_to_other_machines_unencrypted_unless_that_is_wanted()
    {
        Read(out var errors, ("ASPNETCORE_URLS", "http://*:18888"));
        Assert.Contains("unencrypted", Assert.Single(errors));

        Read(out errors, ("ASPNETCORE_URLS", "http://*:18888"), ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"));
        Assert.Empty(errors);
    }

    private static DashboardOptions Read(out IReadOnlyList<string> errors, params (string Name, string Value)[] settings) => DashboardSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build(), out errors);
}

using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.LoadBalancer.Tests.Services;

public sealed class ServiceSettingsTests
{
    [Fact]
    public async Task A_services_own_settings_start_from_those_for_all()
    {
        await using var balancer = LoadBalancerApplication.Create(
        [
            "--LoadBalancer:Retries=3", "--LoadBalancer:Retry:Share=0.5", "--LoadBalancer:Services:web:Retry:PerSecond=7",
            "--LoadBalancer:Services:web:ActivityTimeout=00:00:05",
        ]);
        var options = balancer.Services.GetRequiredService<LoadBalancerOptions>();

        var (own, others) = (options.For("WEB"), options.For("api"));

        Assert.Equal((3, 0.5, 7, 5), (own.Retries, own.Retry.Share, own.Retry.PerSecond, (int)own.ActivityTimeout.TotalSeconds));
        Assert.Equal((3, 0.5, 10, 100), (others.Retries, others.Retry.Share, others.Retry.PerSecond, (int)others.ActivityTimeout.TotalSeconds));
    }

    [Fact]
    public void Errors_of_a_service_are_told_with_its_name_and_those_for_all_only_once()
    {
        var wrong = new ServiceSettings { Retries = 11, Balancing = new() { HashKey = "moon" } };
        var services = new Dictionary<string, ServiceSettings> { ["web"] = wrong };

        Assert.Equal(
            [
                "LoadBalancer:Services:web:Retries is '11': 0 to 10 would work.",
                "LoadBalancer:Services:web:Balancing:HashKey is 'moon': address, path, header:NAME or cookie:NAME would work.",
            ],
            ServiceSettingsValidator.Validate(new(), services));
        Assert.All(ServiceSettingsValidator.Validate(wrong, services), error => Assert.DoesNotContain("Services", error));
    }

    [Fact]
    public void Every_section_is_checked()
    {
        var settings = new ServiceSettings
        {
            Balancing = new() { HashBalance = 1 },
            Ejection = new() { FailureRate = 2 },
            ActiveCheck = new() { Path = "health" },
            Retry = new() { Share = -1 },
            Timeouts = new() { Request = TimeSpan.FromDays(2) },
            Limits = new() { Queue = -1 },
            RateLimit = new() { PerClient = -1 },
            Breaker = new() { OpenFor = TimeSpan.Zero },
            Sticky = new() { Cookie = "a b" },
        };

        var errors = ServiceSettingsValidator.Validate(settings, new Dictionary<string, ServiceSettings>()).ToList();

        Assert.Equal(9, errors.Count);
        Assert.All(errors, error => Assert.Matches("^LoadBalancer:[A-Za-z]+:[A-Za-z]+ is '.*': .* would work\\.$", error));
    }
}

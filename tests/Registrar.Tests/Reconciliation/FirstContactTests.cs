using Mesh.Registrar.Configuration;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Reconciliation;

/// <summary>registrator's -retry-attempts and -retry-interval.</summary>
public sealed class FirstContactTests
{
    private static readonly RegistryException Down = new("unreachable", "Nothing listens there.");

    [Fact]
    public async Task After_the_last_attempt_the_program_ends_with_one_line()
    {
        await using var bench = new ReconciliationBench(new RegistrarSettings { Host = "host", RetryAttempts = 3, RetryInterval = TimeSpan.FromSeconds(5) });
        var tries = 0;
        bench.Registry.Fault = _ => { tries++; return Down; };
        var begun = bench.Time.GetUtcNow();

        await bench.StartAsync();
        await bench.UntilAsync(() => bench.Lifetime.ApplicationStopping.IsCancellationRequested, "it should give up", step: TimeSpan.FromMilliseconds(20));

        Assert.Equal(4, tries);
        Assert.InRange(bench.Time.GetUtcNow() - begun, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));
        Assert.Contains("Nothing listens there. Gave up after 4 tries", Assert.Single(bench.Logs.Containing("Gave up")), StringComparison.Ordinal);
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task Without_a_limit_and_after_a_first_contact_it_never_gives_up()
    {
        await using var unlimited = new ReconciliationBench(new RegistrarSettings { Host = "host" });
        await using var met = new ReconciliationBench(new RegistrarSettings { Host = "host", RetryAttempts = 1 });
        foreach (var bench in new[] { unlimited, met })
        {
            await bench.StartAsync();
            if (bench == met)
            {
                await bench.UntilAsync(() => bench.Get<FirstContact>().Pause is null, "Consul should be met first");
            }

            var tries = 0;
            bench.Registry.Fault = _ => { tries++; return Down; };

            await bench.UntilAsync(() => tries > 20, "it should try on");

            Assert.False(bench.Lifetime.ApplicationStopping.IsCancellationRequested);
        }
    }
}

namespace Mesh.SimpleWeb.Tests;

public sealed class SettingsTests
{
    [Fact]
    public async Task Every_wrong_setting_is_named_and_the_program_ends_with_1()
    {
        await using var web = WebProcess.Launch(
            ("SimpleWeb__Pairs", "0"), ("SimpleWeb__KnownProxies__0", "10.0.0.1"), ("Drain__Delay", "soon"));

        Assert.Equal(1, await web.WaitForExitAsync());

        Assert.Contains("Drain:Delay is 'soon': a duration such as 00:00:01 would work.", web.Output);
        Assert.Contains("SimpleWeb:Pairs is '0': 1 to 100000 would work.", web.Output);
        Assert.Contains("SimpleWeb:KnownProxies has '10.0.0.1'", web.Output);
        Assert.DoesNotContain("   at ", web.Output);
    }

    [Fact]
    public async Task A_port_in_use_is_named_and_the_program_ends_with_1()
    {
        await using var first = await WebProcess.StartAsync();
        await using var second = WebProcess.Launch(("Kestrel__Endpoints__Http__Url", first.Address.ToString()));

        Assert.Equal(1, await second.WaitForExitAsync());

        Assert.Contains($"SimpleWeb cannot start. Failed to bind to address {first.Address.GetLeftPart(UriPartial.Authority)}", second.Output);
        Assert.DoesNotContain("   at ", second.Output);
    }
}

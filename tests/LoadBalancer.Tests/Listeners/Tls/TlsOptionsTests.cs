using Mesh.LoadBalancer.Configuration;

namespace Mesh.LoadBalancer.Tests.Listeners.Tls;

public sealed class TlsOptionsTests
{
    [Fact]
    public void Every_error_is_named_with_what_would_work() => Assert.Equal(
        [
            "LoadBalancer:HttpsUrl is 'https:8443': https://*:8443 would work.",
            "LoadBalancer:Tls:Certificate is '/nowhere.pem': there is no file or folder '/nowhere.pem'.",
            "LoadBalancer:Tls:CheckInterval is '00:00:00': 00:00:00.1000000 to 01:00:00 would work.",
            "LoadBalancer:Tls:RedirectPort is '70000': 1 to 65535 would work, or 0 for the port of HttpsUrl.",
        ],
        LoadBalancerOptionsValidator.Validate(new()
        {
            HttpsUrl = "https:8443",
            Tls = new() { Certificate = "/nowhere.pem", CheckInterval = TimeSpan.Zero, RedirectPort = 70_000 },
        }));

    [Fact]
    public void An_address_wants_a_certificate_a_certificate_an_address_and_a_redirection_a_place()
    {
        Assert.Contains("without a certificate", Assert.Single(LoadBalancerOptionsValidator.Validate(new() { HttpsUrl = "https://*:8443" })));
        Assert.Contains("without an address", Assert.Single(LoadBalancerOptionsValidator.Validate(new() { Tls = new() { Certificate = "/x.pem" } })));
        Assert.Contains("without a place", Assert.Single(LoadBalancerOptionsValidator.Validate(new() { Tls = new() { Redirect = true } })));
        Assert.Empty(LoadBalancerOptionsValidator.Validate(new() { Tls = new() { Redirect = true, RedirectPort = 443 } }));
    }
}

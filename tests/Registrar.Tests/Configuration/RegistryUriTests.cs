using Mesh.Registrar.Configuration;

namespace Mesh.Registrar.Tests.Configuration;

public sealed class RegistryUriTests
{
    [Theory]
    [InlineData("consul://localhost:8500", "http://localhost:8500", false, null)]
    [InlineData("consul://10.0.0.1:8500/ignored", "http://10.0.0.1:8500", false, null)]
    [InlineData("consul://consul", "http://consul:8500", false, null)]
    [InlineData("consul://[::1]:8500", "http://[::1]:8500", false, null)]
    [InlineData("consul://", null, false, null)]
    [InlineData("consul:", null, false, null)]
    [InlineData("consul-tls://consul:8501", "https://consul:8501", true, null)]
    [InlineData("consul-tls://consul", "https://consul:8501", true, null)]
    [InlineData("consul-unix:///run/consul.sock", "unix:///run/consul.sock", false, null)]
    [InlineData("consulkv://localhost:8500/services/web", "http://localhost:8500", false, "services/web")]
    [InlineData("consulkv:///services", null, false, "services")]
    [InlineData("consulkv-unix:///run/consul.sock:/services", "unix:///run/consul.sock", false, "services")]
    public void Registrator_s_URIs_name_a_Consul(string text, string? address, bool isTls, string? prefix)
    {
        var uri = RegistryUri.Parse(text, out var error);

        Assert.Null(error);
        Assert.Equal(new RegistryUri(address, isTls, prefix), uri);
    }

    [Theory]
    [InlineData("etcd://localhost:2379/services")]
    [InlineData("zookeeper://localhost/basepath")]
    [InlineData("skydns2://localhost:2379/cluster.local")]
    public void Other_registries_are_refused_with_an_alternative(string text)
    {
        Assert.Null(RegistryUri.Parse(text, out var error));
        Assert.Contains($"'{text}'", error, StringComparison.Ordinal);
        Assert.Contains("consulkv://", error, StringComparison.Ordinal);
        Assert.Contains("fayrus/registrator", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:8500")]
    [InlineData("http://localhost:8500")]
    [InlineData("consul:localhost:8500")]
    [InlineData("consul://local host")]
    [InlineData("consul-tls://")]
    [InlineData("consul-unix://run/consul.sock")]
    [InlineData("consulkv://localhost:8500")]
    [InlineData("consulkv-unix:///run/consul.sock")]
    public void Anything_else_is_an_error_that_names_the_forms(string text)
    {
        Assert.Null(RegistryUri.Parse(text, out var error));
        Assert.Contains(RegistryUri.Forms, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_not_repeated()
    {
        Assert.Null(RegistryUri.Parse("consul://user:secret@localhost:8500", out var error));
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }
}

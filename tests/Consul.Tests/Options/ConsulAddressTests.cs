namespace Mesh.Consul.Tests.Options;

public sealed class ConsulAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:8500", false, "http://127.0.0.1:8500/")]
    [InlineData("consul", false, "http://consul/")]
    [InlineData("localhost:8501", true, "https://localhost:8501/")]
    [InlineData("http://consul:8500", true, "https://consul:8500/")]
    [InlineData("https://consul.example", false, "https://consul.example/")]
    [InlineData("https://gateway.example/consul/", false, "https://gateway.example/consul/")]
    [InlineData("[::1]:8500", false, "http://[::1]:8500/")]
    public void An_address_is_understood_as_Consuls_own_tools_do(string text, bool useTls, string expected) =>
        Assert.Equal((expected, null), (ConsulAddress.TryParse(text, useTls)?.Base.ToString(), ConsulAddress.TryParse(text, useTls)?.Socket));

    [Fact]
    public void A_Unix_socket_is_a_path() =>
        Assert.Equal("/run/consul.sock", ConsulAddress.TryParse("unix:///run/consul.sock", useTls: false)?.Socket);

    [Theory]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("ftp://consul")]
    [InlineData("unix://relative")]
    [InlineData("consul:port")]
    [InlineData("consul:99999")]
    [InlineData("http://consul?x=1")]
    [InlineData("two words")]
    public void Anything_else_is_refused(string text) => Assert.Null(ConsulAddress.TryParse(text, useTls: false));
}

using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Reconciliation;

public sealed class ListeningAddressTests
{
    [Theory]
    [InlineData("http://localhost:5000", "http", "10.0.0.7", 5000)]
    [InlineData("HTTP://LOCALHOST:5000", "http", "10.0.0.7", 5000)]
    [InlineData("https://localhost:5001/", "https", "10.0.0.7", 5001)]
    [InlineData("http://+:80", "http", "10.0.0.7", 80)]
    [InlineData("http://*:8080", "http", "10.0.0.7", 8080)]
    [InlineData("http://0.0.0.0:8080", "http", "10.0.0.7", 8080)]
    [InlineData("http://[::]:8080", "http", "10.0.0.7", 8080)]
    [InlineData("http://127.0.0.1:5000", "http", "127.0.0.1", 5000)]
    [InlineData("http://[fe80::1]:5000", "http", "fe80::1", 5000)]
    [InlineData("http://web.example:5000/base", "http", "web.example", 5000)]
    [InlineData("https://web.example", "https", "web.example", 443)]
    [InlineData("tcp://10.1.2.3:6379", "tcp", "10.1.2.3", 6379)]
    public void An_address_is_read_as_the_server_means_it(string text, string scheme, string host, int port) =>
        Assert.Equal(new ListeningAddress(scheme, host, port), ListeningAddress.Parse(text, "10.0.0.7"));

    [Theory]
    [InlineData("")]
    [InlineData("localhost:5000")]
    [InlineData("http://localhost:0")]
    [InlineData("http://localhost:99999")]
    [InlineData("http://localhost:port")]
    [InlineData("http://unix:/run/web.sock")]
    [InlineData("nonsense")]
    public void What_names_no_TCP_port_is_no_address(string text) => Assert.Null(ListeningAddress.Parse(text, "10.0.0.7"));
}

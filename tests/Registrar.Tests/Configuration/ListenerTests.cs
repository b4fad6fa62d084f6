using Mesh.Registrar.Configuration;
using Microsoft.AspNetCore.Builder;

namespace Mesh.Registrar.Tests.Configuration;

public sealed class ListenerTests
{
    [Fact]
    public void Untold_the_registrar_listens_on_loopback() => Assert.Equal("http://127.0.0.1:8082", UrlsWith("--other=1"));

    [Theory]
    [InlineData("--http_ports=8080")]
    [InlineData("--https_ports=8443")]
    [InlineData("--Kestrel:Endpoints:Http:Url=http://127.0.0.1:1234")]
    public void Its_default_beats_no_other_way_of_saying_where_to_listen(string argument) => Assert.Null(UrlsWith(argument));

    [Fact]
    public void Urls_that_are_given_hold() => Assert.Equal("http://127.0.0.1:1234", UrlsWith("--urls=http://127.0.0.1:1234"));

    private static string? UrlsWith(params string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = arguments });
        builder.AddRegistrarDefaults();
        return builder.Configuration["urls"];
    }
}

using Aspire.Hosting.Dashboard;

namespace Mesh.Engine.Tests.Dashboard;

public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("CONSUL_HTTP_TOKEN", true)]
    [InlineData("ConnectionStrings__db", true)]
    [InlineData("db_password", true)]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", true)]
    [InlineData("ASPNETCORE_URLS", false)]
    [InlineData("KEYBOARD_LAYOUT", false)]
    public void Names_tell_which_values_are_secrets(string name, bool isSecret) => Assert.Equal(isSecret, SecretNames.IsSecret(name));
}

using Microsoft.Extensions.Configuration;

namespace Mesh.ServiceDefaults.Tests;

public sealed class InstanceIdentityTests
{
    [Theory]
    [InlineData("web-1", "service.instance.id=abcdwxyz", "web-1-abcdwxyz")]
    [InlineData("web-1", "deployment.environment=test, service.instance.id = a%2Cb ,x", "web-1-a,b")]
    public void Service_name_and_instance_suffix_make_the_id(string name, string attributes, string id) =>
        Assert.Equal(id, Read(name, attributes).Id);

    [Theory]
    [InlineData(null, "service.instance.id=abcdwxyz")]
    [InlineData("web-1", null)]
    [InlineData("web-1", "service.instance.id=")]
    public void Without_both_the_machine_and_the_process_make_it(string? name, string? attributes) =>
        Assert.Equal($"{Environment.MachineName}:{Environment.ProcessId}", Read(name, attributes).Id);

    private static InstanceIdentity Read(string? name, string? attributes) => InstanceIdentity.From(
        new ConfigurationBuilder()
            .AddInMemoryCollection([new("OTEL_SERVICE_NAME", name), new("OTEL_RESOURCE_ATTRIBUTES", attributes)])
            .Build());
}

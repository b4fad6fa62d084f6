using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Publishing;

namespace Mesh.Engine.Tests.Publishing;

public sealed class ComposeApplicationTests
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder(["--operation", "publish"]);
    private readonly DockerComposeEnvironmentResource _environment = new("mesh") { DashboardEnabled = false };

    [Fact]
    public async Task Values_of_other_services_become_their_names_and_ports()
    {
        var db = _builder.AddContainer("db", "postgres", "17").WithHttpEndpoint(targetPort: 5432, name: "sql");
        var api = Container("api").WithHttpEndpoint(port: 9000).WithEnvironment("DB", db.GetEndpoint("sql"))
            .WithEnvironment("TEXT", $"${{x}} {db.GetEndpoint("sql").Property(EndpointProperty.HostAndPort)}");
        Container("web").WithEnvironment("API", api.GetEndpoint("http"));

        var services = await ServicesAsync();
        Assert.Equal("http://db:5432", services["api"].Environment["DB"]);
        Assert.Equal("$${x} db:5432", services["api"].Environment["TEXT"]);
        Assert.Equal("http://api:9000", services["web"].Environment["API"]);
    }

    [Fact]
    public async Task Only_external_endpoints_are_published_on_the_host()
    {
        Container("a").WithHttpEndpoint(targetPort: 80, name: "in").WithHttpEndpoint(port: 8080, targetPort: 81, name: "out").WithEndpoint("out", endpoint => endpoint.IsExternal = true);
        Container("b").WithHttpEndpoint(targetPort: 82).WithExternalHttpEndpoints();

        var services = await ServicesAsync();
        Assert.Equal(["80"], services["a"].Expose);
        Assert.Equal(["8080:81"], services["a"].Ports);
        Assert.Equal(["82"], services["b"].Ports);
    }

    [Fact]
    public async Task Folders_of_the_host_are_left_to_the_environment_file_but_for_the_Docker_socket()
    {
        Container("a").WithBindMount("/data", "/in", isReadOnly: true).WithBindMount("/var/run/docker.sock", "/var/run/docker.sock").WithVolume("kept", "/kept");

        var application = await WriteAsync();
        Assert.Equal(["${A_BINDMOUNT_0}", "/var/run/docker.sock", "kept"], application.File.Services["a"].Volumes.Select(volume => volume.Source!));
        Assert.Equal("local", application.File.Volumes["kept"].Driver);
        Assert.Equal(("A_BINDMOUNT_0", "Bind mount source for a:/in"), application.Variables.Values.Select(variable => (variable.Name, variable.Description)).Single());
    }

    [Fact]
    public async Task Who_waits_depends_on_the_start_or_the_success_of_the_other()
    {
        var first = Container("first");
        var second = Container("second");
        Container("last").WaitFor(first).WaitForCompletion(second);

        var dependencies = (await ServicesAsync())["last"].DependsOn;
        Assert.Equal("service_started", dependencies["first"].Condition);
        Assert.Equal("service_completed_successfully", dependencies["second"].Condition);
    }

    [Fact]
    public async Task What_is_left_out_or_is_no_container_becomes_no_service()
    {
        Container("in");
        Container("out").ExcludeFromManifest();
        _builder.AddExecutable("local", "/bin/true", "/");
        Assert.Equal(["in"], (await ServicesAsync()).Keys);
    }

    [Fact]
    public async Task A_service_the_file_and_its_variables_can_be_changed_before_they_are_written()
    {
        Container("a").PublishAsDockerComposeService((resource, service) => service.Labels["of"] = $"{resource.Parent.Name}/{resource.Name}");
        _builder.CreateResourceBuilder(_environment).ConfigureComposeFile(file => file.Name = "all")
            .ConfigureEnvFile(variables => variables["MORE"] = new() { Name = "MORE" });

        var application = await WriteAsync();
        Assert.Equal("mesh/a", application.File.Services["a"].Labels["of"]);
        Assert.Equal(["MORE"], application.Variables.Keys);
        Assert.StartsWith("name: \"all\"\nservices:\n  a:\n    image: \"busybox:latest\"\n", application.File.ToYaml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashboard_comes_first_and_projects_are_told_of_it()
    {
        _environment.DashboardEnabled = true;
        Container("a").WithOtlpExporter();
        var services = await ServicesAsync();
        Assert.Equal(["mesh-dashboard", "a"], services.Keys);
        Assert.Equal("http://mesh-dashboard:18889", services["a"].Environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
    }

    private IResourceBuilder<ContainerResource> Container(string name) => _builder.AddContainer(name, "busybox");

    private async Task<Dictionary<string, Service>> ServicesAsync() => (await WriteAsync()).File.Services;

    private Task<ComposeApplication> WriteAsync() =>
        new ComposeApplication(_environment, new(_builder.Resources), _builder.ExecutionContext).WriteAsync(TestContext.Current.CancellationToken);
}

using Mesh.Hosting.Feed;

namespace Mesh.Hosting.Tests.Feed;

public sealed class InstanceReaderTests
{
    private static readonly (string, string) Urls = ("ASPNETCORE_URLS", "http://localhost:5001;https://localhost:5002");

    [Fact]
    public void A_project_listens_where_its_own_environment_says()
    {
        var change = Change.Of(Change.Web, "Running", Urls).With(snapshot => snapshot with { Urls = [new("http", "http://localhost:80", false)] });
        Assert.Equal(["http://localhost:5001", "https://localhost:5002"], InstanceReader.Read(change)!.Addresses);
    }

    [Fact]
    public void A_starting_instance_has_no_address_because_the_snapshot_may_show_its_last_port() =>
        Assert.Empty(InstanceReader.Read(Change.Of(Change.Web, "Starting", Urls))!.Addresses);

    [Fact]
    public void A_container_is_reached_at_its_active_endpoints()
    {
        var change = Change.Of(new ContainerResource("redis"), "Running", Urls).With(snapshot => snapshot with
        {
            Urls = [new("tcp", "tcp://localhost:6379", false), new("old", "tcp://localhost:1", false) { IsInactive = true }, new(null, "https://example.org/docs", false)],
        });
        Assert.Equal(["tcp://localhost:6379"], InstanceReader.Read(change)!.Addresses);
    }

    [Fact]
    public void Only_the_variables_that_begin_with_SERVICE_are_told()
    {
        var instance = InstanceReader.Read(Change.Of(Change.Web, "Running", Urls, ("SERVICE_NAME", "web"), ("SERVICE_TAGS", "a,b"), ("SECRET", "x")));
        Assert.Equal(["SERVICE_NAME", "SERVICE_TAGS"], instance!.Environment.Keys);
    }

    [Fact]
    public void What_a_process_inherited_from_the_AppHost_says_nothing_about_it()
    {
        var change = Change.Of(Change.Web).With(snapshot => snapshot with
        {
            EnvironmentVariables = [new("ASPNETCORE_URLS", "http://localhost:18888", IsFromSpec: false), new("SERVICE_NAME", "shell", IsFromSpec: false)],
        });
        var instance = InstanceReader.Read(change)!;
        Assert.Empty(instance.Addresses);
        Assert.Empty(instance.Environment);
    }

    [Fact]
    public void Hidden_resources_and_parameters_are_no_instances()
    {
        Assert.Null(InstanceReader.Read(Change.Of(Change.Web).With(snapshot => snapshot with { IsHidden = true })));
        Assert.Null(InstanceReader.Read(Change.Of(new ReplicaSetResource("set", 1, 1))));
    }

    [Fact]
    public void Replicas_of_one_project_share_their_health_and_go_by_their_ids()
    {
        var project = new ProjectResource("api");
        project.Annotations.Add(new ReplicaAnnotation(3));
        var instance = InstanceReader.Read(Change.Of(project, "api-abcdwxyz", "Running", Urls))!;

        Assert.True(instance.SharedHealth);
        Assert.Equal("api-abcdwxyz", instance.DisplayName);
        Assert.Equal("api", instance.Resource);
    }

    [Fact]
    public void Health_is_told_only_while_it_runs()
    {
        Assert.Equal("Healthy", InstanceReader.Read(Change.Of(Change.Web, "Running", Urls))!.Health);
        Assert.Null(InstanceReader.Read(Change.Of(Change.Web, "Stopping", Urls))!.Health);
    }
}

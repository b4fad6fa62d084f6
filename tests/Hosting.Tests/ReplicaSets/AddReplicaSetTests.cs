namespace Mesh.Hosting.Tests.ReplicaSets;

public sealed class AddReplicaSetTests
{
    private readonly IDistributedApplicationTestingBuilder _builder = TestApplication.CreateBuilder();

    [Fact]
    public void Every_instance_there_can_be_is_a_resource_of_its_own()
    {
        var set = _builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas: 2, max: 4).Resource;
        Assert.Equal(["web-1", "web-2", "web-3", "web-4"], set.Instances.Select(instance => instance.Name));
        Assert.All(set.Instances, instance => Assert.Contains(instance, _builder.Resources));
    }

    [Fact]
    public void Only_as_many_as_replicas_start_by_themselves()
    {
        var set = _builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas: 2, max: 4).Resource;
        Assert.Equal([false, false, true, true], set.Instances.Select(instance => instance.HasAnnotationOfType<ExplicitStartupAnnotation>()));
    }

    [Fact]
    public void Each_has_an_endpoint_of_its_own_without_a_proxy_and_a_health_check()
    {
        var set = _builder.AddReplicaSet<Projects.SimpleWeb>("web").Resource;
        Assert.All(set.Instances, instance =>
        {
            var endpoint = Assert.Single(instance.Annotations.OfType<EndpointAnnotation>());
            Assert.False(endpoint.IsProxied);
            Assert.Null(endpoint.Port);
            Assert.Single(instance.Annotations.OfType<HealthCheckAnnotation>());
        });
    }

    [Fact]
    public void Each_is_shown_under_the_set()
    {
        var set = _builder.AddReplicaSet<Projects.SimpleWeb>("web").Resource;
        Assert.All(set.Instances, instance =>
            Assert.Contains(instance.Annotations.OfType<ResourceRelationshipAnnotation>(), relation => relation is { Type: "Parent" } && relation.Resource == set));
    }

    [Fact]
    public void Configuration_applies_to_every_instance()
    {
        var set = _builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas: 1, max: 3)
            .WithInstances(web => web.WithAnnotation(new Marked()));
        Assert.All(set.Resource.Instances, instance => Assert.True(instance.HasAnnotationOfType<Marked>()));
    }

    [Fact]
    public void A_published_set_is_one_project_of_its_name()
    {
        var builder = TestApplication.CreateBuilder("--operation", "publish");
        var set = builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas: 2, max: 3).Resource;
        Assert.Equal("web", Assert.Single(set.Instances).Name);
        Assert.DoesNotContain(set, builder.Resources);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(6, 5)]
    [InlineData(1, 0)]
    public void A_set_has_at_least_one_instance_and_not_more_than_its_max(int replicas, int max) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas, max));

    private sealed class Marked : IResourceAnnotation;
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Engine.Tests.ApplicationModel;

public sealed class ModelTests
{
    [Theory]
    [InlineData("1web", "begin with a letter")]
    [InlineData("my_web", "only letters, digits and hyphens")]
    [InlineData("web-", "hyphens")]
    [InlineData("we--b", "hyphens")]
    public void A_bad_name_is_refused_with_the_rule_it_breaks(string name, string rule)
    {
        var builder = DistributedApplication.CreateBuilder();

        var error = Assert.Throws<ArgumentException>(() => builder.AddExecutable(name, "x", "/"));

        Assert.Contains(rule, error.Message);
        Assert.Contains(name, error.Message);
    }

    [Fact]
    public void A_name_is_given_once_regardless_of_case()
    {
        var builder = DistributedApplication.CreateBuilder();
        builder.AddExecutable("web", "x", "/");

        Assert.Contains("'WEB'", Assert.Throws<DistributedApplicationException>(() => builder.AddExecutable("WEB", "x", "/")).Message);
    }

    [Fact]
    public async Task An_expression_keeps_braces_and_fills_in_its_parts_when_they_are_known()
    {
        var builder = DistributedApplication.CreateBuilder();
        var web = builder.AddExecutable("web", "x", "/").WithHttpEndpoint();
        var expression = ReferenceExpression.Create($"{{at}} {web.GetEndpoint("http").Property(EndpointProperty.HostAndPort)} {"now"}");
        var endpoint = web.GetEndpoint("http").EndpointAnnotation;
        var value = expression.GetValueAsync(TestContext.Current.CancellationToken);
        Assert.False(value.IsCompleted);

        endpoint.AllocatedEndpoint = new(endpoint, "localhost", 1234);

        Assert.Equal("{at} localhost:1234 now", await value);
        Assert.Equal("{{at}} {0} now", expression.Format);
    }

    [Fact]
    public void Replacing_an_annotation_leaves_only_the_new_one()
    {
        var builder = DistributedApplication.CreateBuilder();
        var project = builder.AddProject("web", "web.csproj").WithReplicas(2).WithReplicas(5);

        Assert.Equal(5, project.Resource.GetReplicaCount());
        Assert.Single(project.Resource.Annotations.OfType<ReplicaAnnotation>());
    }
}

using Mesh.Dashboard.Resources;

namespace Mesh.Dashboard.Tests.Resources;

public sealed class ResourceNodeTests
{
    [Fact]
    public void Children_stand_under_their_parent_and_replicas_under_their_name()
    {
        var tree = ResourceNode.TreeOf([Of("web", "web"), Of("web-1-a", "web-1", parent: "web"), Of("api-a", "api"), Of("api-b", "api")]);

        Assert.Equal(["web", "api"], tree.Select(node => node.Name));
        Assert.Equal("web-1", Assert.Single(tree[0].Children).Name);
        Assert.Null(tree[1].Resource);
        Assert.Equal(["api-a", "api-b"], tree[1].Children.Select(child => child.Resource!.Id));
    }

    [Fact]
    public void A_resource_whose_parent_is_not_shown_stands_by_itself() =>
        Assert.Equal("web-1", Assert.Single(ResourceNode.TreeOf([Of("web-1-a", "web-1", parent: "web")])).Name);

    [Fact]
    public void Of_a_set_only_the_instances_that_shall_run_or_do_are_needed()
    {
        var set = Of("web", "web") with { Properties = [new("replicas.wanted", "2")] };
        var tree = ResourceNode.TreeOf([set, Instance(1, "Running"), Instance(2, "Finished"), Instance(3, "Finished"), Instance(4, "Stopping"), Instance(5, "NotStarted")]);

        Assert.Equal(["web-1", "web-2", "web-4"], tree[0].Needed.Select(node => node.Name));

        static ResourceSnapshot Instance(int number, string state) => Of($"web-{number}-a", $"web-{number}", parent: "web") with { State = state };
    }

    [Fact]
    public void Numbers_in_names_count_as_numbers()
    {
        string[] names = ["web-10", "web-2", "Web-1", "lb", "web"];

        Assert.Equal(["lb", "web", "Web-1", "web-2", "web-10"], names.Order(NaturalOrder.Comparer));
    }

    private static ResourceSnapshot Of(string id, string name, string? parent = null) => new() { Id = id, Name = name, DisplayName = name, Type = "Project", Parent = parent };
}

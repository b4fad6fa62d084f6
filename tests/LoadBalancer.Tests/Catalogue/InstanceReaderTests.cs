using Mesh.Consul;
using Mesh.LoadBalancer.Catalogue;

namespace Mesh.LoadBalancer.Tests.Catalogue;

public sealed class InstanceReaderTests
{
    private static readonly InstanceReader Reader = new(new(new()));

    [Fact]
    public void An_instance_has_the_id_on_its_node_its_address_and_its_tags()
    {
        var instance = Assert.Single(Reader.Read([Listed.Instance("web-1", "10.0.0.1", 80, tags: ["a", "b"])]));

        Assert.Equal(("node/web-1", "10.0.0.1:80", InstanceState.Passing), (instance.Id, instance.Address, instance.State));
        Assert.Equal(["a", "b"], instance.Tags);
    }

    [Fact]
    public void Without_an_address_of_its_own_it_has_its_nodes() =>
        Assert.Equal("192.0.2.1:80", Reader.Read([Listed.Instance("web-1", "", 80)])[0].Address);

    [Fact]
    public void An_IPv6_address_stands_in_brackets() => Assert.Equal("[2001:db8::1]:80", Reader.Read([Listed.Instance("web-1", "2001:db8::1", 80)])[0].Address);

    [Theory]
    [InlineData("10.0.0.1", 0)]
    [InlineData("not a host", 80)]
    [InlineData("host/path", 80)]
    public void An_address_that_is_none_makes_the_instance_unusable(string address, int port)
    {
        var instance = Reader.Read([Listed.Instance("web-1", address, port)])[0];

        Assert.Equal(InstanceState.Unusable, instance.State);
        Assert.Contains("is not an address", instance.Reason);
    }

    [Theory]
    [InlineData(CheckStatus.Passing, nameof(InstanceState.Passing), null)]
    [InlineData(CheckStatus.Warning, nameof(InstanceState.Warning), "check 'disk': almost full")]
    [InlineData(CheckStatus.Critical, nameof(InstanceState.Critical), "check 'disk': almost full")]
    public void The_worst_check_decides(CheckStatus worst, string state, string? reason)
    {
        var instance = Reader.Read(
        [
            Listed.Instance("web-1", "10.0.0.1", 80, new HealthCheck { CheckId = "serf", Status = CheckStatus.Passing },
                new HealthCheck { CheckId = "disk", Name = "disk", Status = worst, Output = "almost full\nof logs" }),
        ])[0];

        Assert.Equal((state, reason), (instance.State.ToString(), instance.Reason));
    }

    [Theory]
    [InlineData(CheckStatus.Passing, nameof(InstanceState.NodeLost), true)]
    [InlineData(CheckStatus.Warning, nameof(InstanceState.Critical), false)]
    [InlineData(CheckStatus.Critical, nameof(InstanceState.Critical), false)]
    public void Of_a_lost_node_only_what_was_well_is_a_last_resort(CheckStatus own, string state, bool isLastResort)
    {
        var instance = Reader.Read([Listed.Lost("web-1", own)])[0];

        Assert.Equal((state, isLastResort, false), (instance.State.ToString(), instance.IsLastResort, instance.IsAvailable));
        Assert.Equal("check 'Serf Health Status': Agent not live or unreachable", instance.Reason);
    }

    [Fact]
    public void Of_a_lost_node_a_warning_instance_is_a_last_resort_where_warning_ones_get_requests() =>
        Assert.True(new InstanceReader(new(new() { Status = "passing,warning" })).Read([Listed.Lost("web-1", CheckStatus.Warning)])[0].IsLastResort);

    [Fact]
    public void Instances_of_lost_nodes_are_left_out_when_the_settings_say_so() =>
        Assert.False(new InstanceReader(new(new() { LostNodes = LostNodes.LeaveOut })).Read([Listed.Lost("web-1", CheckStatus.Passing)])[0].IsLastResort);

    [Theory]
    [InlineData(CheckStatus.Passing, 5)]
    [InlineData(CheckStatus.Warning, 2)]
    public void Its_weight_is_the_one_that_was_registered_for_its_state(CheckStatus worst, int weight)
    {
        var listed = Listed.Instance("web-1", "10.0.0.1", 80, new HealthCheck { CheckId = "disk", Status = worst });

        var instance = Reader.Read([listed with { Service = listed.Service with { Weights = new(Passing: 5, Warning: 2) } }])[0];

        Assert.Equal(weight, instance.Weight);
    }

    [Fact]
    public void Maintenance_is_told_apart_from_a_failed_check()
    {
        var check = new HealthCheck { CheckId = "_service_maintenance:web-1", Status = CheckStatus.Critical, Notes = "new disk" };

        var instance = Reader.Read([Listed.Instance("web-1", "10.0.0.1", 80, check)])[0];

        Assert.Equal((InstanceState.Maintenance, "new disk"), (instance.State, instance.Reason));
    }

    [Theory]
    [InlineData("passing", CheckStatus.Passing, true)]
    [InlineData("passing", CheckStatus.Warning, false)]
    [InlineData("passing,warning", CheckStatus.Warning, true)]
    [InlineData("warning, passing", CheckStatus.Critical, false)]
    public void The_setting_Status_says_which_instances_get_requests(string setting, CheckStatus status, bool isAvailable)
    {
        var reader = new InstanceReader(new(new() { Status = setting }));

        var instance = reader.Read([Listed.Instance("web-1", "10.0.0.1", 80, new HealthCheck { CheckId = "disk", Status = status })])[0];

        Assert.Equal(isAvailable, instance.IsAvailable);
    }

    [Fact]
    public void An_instance_without_a_tag_that_the_settings_ask_for_is_left_out_and_says_which()
    {
        var reader = new InstanceReader(new(new() { RequireTags = "prod, eu" }));

        var instances = reader.Read([Listed.Instance("a", "10.0.0.1", 80, tags: ["eu", "prod"]), Listed.Instance("b", "10.0.0.2", 80, tags: ["prod"])]);

        Assert.Equal([true, false], instances.Select(instance => instance.IsAvailable));
        Assert.Equal((InstanceState.LeftOut, "does not carry tag 'eu' (LoadBalancer:RequireTags)"), (instances[1].State, instances[1].Reason));
    }

    [Fact]
    public void Instances_are_sorted_whatever_the_order_of_the_answer()
    {
        var one = Reader.Read([Listed.Instance("b", "10.0.0.2", 80), Listed.Instance("a", "10.0.0.1", 80)]);

        Assert.Equal(["node/a", "node/b"], one.Select(instance => instance.Id));
    }
}

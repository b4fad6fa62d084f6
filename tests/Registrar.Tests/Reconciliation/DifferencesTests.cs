using System.Collections.Immutable;
using Mesh.Consul;
using Mesh.Registrar.Configuration;
using Mesh.Registrar.Metadata;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Reconciliation;

public sealed class DifferencesTests
{
    private readonly ServiceEntry _entry = Sample.Entry();

    [Fact]
    public void What_is_equal_takes_no_write()
    {
        var differences = Compare([_entry], [Sample.Registered(_entry)]);

        Assert.Empty(differences.Changes);
        Assert.Empty(differences.Problems);
    }

    [Fact]
    public void What_is_missing_is_registered() => Assert.Equal("register (missing)", Assert.Single(Compare([_entry], []).Changes).Effect);

    public static TheoryData<string, Func<RegisteredService, RegisteredService>> Deviations => new()
    {
        { "name", service => service with { Name = "other" } },
        { "address", service => service with { Address = "10.0.0.1" } },
        { "address", service => service with { Port = 1 } },
        { "tags", service => service with { Tags = [] } },
        { "meta", service => service with { Meta = service.Meta.Append(new("more", "1")).ToDictionary() } },
        { "weight", service => service with { Weights = new(9, 1) } },
        { "weight", service => service with { Weights = new(1, 9) } },
        { "tags", service => service with { EnableTagOverride = true } },
        { "tags, weight", service => service with { Tags = ["frontend"], Weights = new(9, 1) } },
    };

    [Theory]
    [MemberData(nameof(Deviations), DisableDiscoveryEnumeration = true)]
    public void What_differs_is_registered_anew(string difference, Func<RegisteredService, RegisteredService> deviate)
    {
        var registered = Sample.Registered(_entry);

        var changes = Compare([_entry], [registered with { Service = deviate(registered.Service) }]).Changes;

        Assert.Equal($"register ({difference})", Assert.Single(changes).Effect);
    }

    [Fact]
    public void Another_check_than_wanted_is_registered_anew()
    {
        var other = _entry with { Checks = Sample.Checks(_entry.Id, new CheckMetadata { Kind = CheckKind.Tcp }) };

        Assert.Equal("register (check)", Assert.Single(Compare([other], [Sample.Registered(_entry)]).Changes).Effect);
        Assert.Equal("register (check)", Assert.Single(Compare([_entry], [Sample.Registered(other)]).Changes).Effect);
    }

    [Fact]
    public void A_check_that_is_not_wanted_any_more_goes_and_one_that_others_added_stays()
    {
        var two = _entry with { Checks = [.. _entry.Checks, .. Sample.Checks(_entry.Id, new CheckMetadata { Kind = CheckKind.Tcp })] };
        var registered = Sample.Registered(_entry);
        var withMore = registered with { Checks = registered.Checks.Append(new("theirs", new() { CheckId = "theirs", ServiceId = _entry.Id, Status = CheckStatus.Critical })).ToDictionary() };

        Assert.Equal("register (check)", Assert.Single(Compare([_entry], [Sample.Registered(two)]).Changes).Effect);
        Assert.Empty(Compare([_entry], [withMore]).Changes);
    }

    [Fact]
    public void Tags_that_others_changed_stay_changed_where_that_is_allowed_347()
    {
        var entry = _entry with { EnableTagOverride = true };
        var registered = Sample.Registered(entry);

        Assert.Empty(Compare([entry], [registered with { Service = registered.Service with { Tags = ["theirs"] } }]).Changes);
    }

    [Fact]
    public void Another_status_is_set_without_registering_anew()
    {
        var changes = Compare([_entry with { Status = CheckStatus.Critical }], [Sample.Registered(_entry)]).Changes;

        Assert.Equal("status Critical", Assert.Single(changes).Effect);
    }

    [Fact]
    public void The_status_of_a_check_that_the_agent_makes_is_the_agent_s()
    {
        var entry = _entry with { Checks = Sample.Checks(_entry.Id, new CheckMetadata { Kind = CheckKind.Tcp }) };

        Assert.Empty(Compare([entry], [Sample.Registered(entry with { Status = CheckStatus.Critical })]).Changes);
    }

    [Fact]
    public void What_nobody_wants_any_more_is_deregistered_before_anything_is_registered()
    {
        var changes = Compare([_entry], [Sample.Registered(Sample.Entry("host:web-9:1"))]).Changes;

        Assert.Equal(["deregister", "register (missing)"], changes.Select(change => change.Effect));
    }

    [Fact]
    public void Nothing_is_deregistered_before_every_source_has_told_all_it_knows() =>
        Assert.Empty(Compare([], [Sample.Registered(_entry)], isComplete: false).Changes);

    [Theory]
    [InlineData(null)]
    [InlineData("other-registrar")]
    public void An_entry_without_the_own_mark_is_neither_removed_nor_overwritten(string? mark)
    {
        var meta = ImmutableSortedDictionary<string, string>.Empty;
        var foreign = Sample.Registered(_entry with { Meta = mark is null ? meta : meta.Add("mesh-owner", mark), Tags = ["foreign"] });

        Assert.Empty(Compare([], [foreign]).Changes);
        var differences = Compare([_entry], [foreign]);
        Assert.Empty(differences.Changes);
        Assert.Equal("web-1", Assert.Single(differences.Problems).Instance);
    }

    [Theory]
    [InlineData("host:web-1:5000", "consul://", false, true, false)]
    [InlineData("host:web-1:5000", null, true, true, true)]
    [InlineData("host:web-1:5000:udp", "consul://", true, true, true)]
    [InlineData("host:web-1:5000", null, false, false, false)]
    [InlineData("other:web-1:5000", "consul://", true, false, false)]
    [InlineData("web", "consul://", true, false, false)]
    public void What_registrator_left_of_this_host_is_taken_over_where_it_is_replaced_and_removed_with_cleanup(
        string id, string? registry, bool cleanup, bool isTakenOver, bool isRemoved)
    {
        var settings = new RegistrarSettings { Host = "host", Registry = registry, Cleanup = cleanup };
        var entry = Sample.Entry(id);
        var left = Sample.Registered(entry with { Meta = ImmutableSortedDictionary<string, string>.Empty });
        var marked = Sample.Registered(entry with { Meta = entry.Meta.SetItem("mesh-owner", "other-registrar") });

        Assert.Equal(isTakenOver ? ["register (meta)"] : [], Compare([entry], [left], settings: settings).Changes.Select(change => change.Effect));
        Assert.Equal(isRemoved ? ["deregister"] : [], Compare([], [left], settings: settings).Changes.Select(change => change.Effect));
        Assert.Empty(Compare([entry], [marked], settings: settings).Changes);
        Assert.Empty(Compare([], [marked], settings: settings).Changes);
    }

    private static Differences Compare(ServiceEntry[] desired, RegisteredEntry[] actual, bool isComplete = true, RegistrarSettings? settings = null)
    {
        var state = new DesiredState
        {
            Entries = desired.ToImmutableDictionary(entry => entry.Id),
            Absent = ImmutableDictionary<string, string>.Empty,
            Probed = [],
            Problems = [],
            IsComplete = isComplete,
        };
        return Differences.Between(state, actual.ToDictionary(entry => entry.Id), Sample.Owner, new(settings ?? new()), new KnownEntries());
    }
}

using Mesh.Registrar.Instances;
using Mesh.Registrar.Timing;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Registrar.Tests.Instances;

public sealed class InstanceViewTests
{
    private readonly InstanceView _view = new("test", new ChangeSignal(new FakeTimeProvider()), new FakeTimeProvider());

    [Fact]
    public void A_view_is_complete_only_after_a_snapshot_even_an_empty_one()
    {
        _view.Upsert(Sample.Instance());
        Assert.False(_view.IsComplete);

        _view.Replace([]);

        Assert.True(_view.IsComplete);
        Assert.Empty(_view.Instances);
    }

    [Fact]
    public void A_lost_source_keeps_its_last_view_until_the_next_snapshot()
    {
        _view.Replace([Sample.Instance("web-1"), Sample.Instance("web-2")]);

        _view.Lose("gone");
        Assert.Equal("gone", _view.Trouble);
        Assert.Equal(2, _view.Instances.Count);

        _view.Replace([Sample.Instance("web-3")]);
        Assert.Null(_view.Trouble);
        Assert.Equal(["web-3"], _view.Instances.Keys);
    }

    [Fact]
    public void Removing_an_unknown_instance_changes_nothing()
    {
        _view.Replace([Sample.Instance()]);

        _view.Remove("nosuch");

        Assert.Single(_view.Instances);
    }

    [Fact]
    public void A_run_lasts_while_the_instance_is_Running_and_the_next_one_has_another_number()
    {
        var first = RunAfter("Running");
        Assert.Equal(first, RunAfter("Running"));
        Assert.Equal(first, RunAfter("Stopping"));
        var second = RunAfter("Running");
        Assert.NotEqual(first, second);

        _view.Remove("web-1");

        Assert.NotEqual(second, RunAfter("Running"));
    }

    private long RunAfter(string state)
    {
        _view.Upsert(Sample.Instance(state: state));
        return _view.Instances["web-1"].Run;
    }
}

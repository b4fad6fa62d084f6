using System.Collections.Immutable;
using Mesh.Registrar.Timing;

namespace Mesh.Registrar.Instances;

/// <summary>The views of all sources.</summary>
internal sealed class InstanceCatalogue(IEnumerable<IInstanceSource> sources, ChangeSignal changed, TimeProvider time)
{
    /// <summary>One view for each source.</summary>
    public ImmutableArray<(IInstanceSource Source, InstanceView View)> Views { get; } =
        [.. sources.Select(source => (source, new InstanceView(source.Name, changed, time)))];

    /// <summary>True once every source delivered a first full snapshot.</summary>
    public bool IsComplete => Views.All(each => each.View.IsComplete);

    /// <summary>Every instance of every source, in an order that does not change between two calls.</summary>
    public ImmutableArray<SourcedInstance> Instances =>
        [.. Views.SelectMany(each => each.View.Instances.Values.OrderBy(instance => instance.Instance.Id, StringComparer.Ordinal))];

    /// <summary>What keeps sources from being followed, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Troubles => Views.Select(each => each.View.Trouble).OfType<string>();
}

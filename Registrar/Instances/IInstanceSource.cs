namespace Mesh.Registrar.Instances;

/// <summary>Something that knows which instances there are. All sources feed one reconciler, each through a view of its own.</summary>
internal interface IInstanceSource
{
    /// <summary>Name in logs, health and metrics, such as <c>AppHost feed</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Keeps <paramref name="view"/> true until cancelled: first a complete snapshot, then changes, and a complete snapshot again
    /// after every interruption. Reports troubles through <see cref="InstanceView.Lose"/> and never ends by itself.
    /// </summary>
    Task RunAsync(InstanceView view, CancellationToken cancellation);
}

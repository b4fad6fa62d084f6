using System.Collections.Immutable;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>Knows which services had requests lately, at the price of one comparison per request.</summary>
internal sealed class ServiceActivity
{
    private ImmutableArray<ActivityMark> _marks = [];

    /// <summary>Tells of services that have requests, once until <see cref="Forget"/>.</summary>
    public event Action<ImmutableArray<string>>? Used;

    /// <summary>Makes the marks of all routes, in their order; earlier ones count no more.</summary>
    public ImmutableArray<ActivityMark> MarksFor(IEnumerable<ImmutableArray<string>> servicesOfRoutes) =>
        _marks = [.. servicesOfRoutes.Select(services => new ActivityMark(() => Used?.Invoke(services)))];

    /// <summary>Takes what comes from now on for new.</summary>
    public void Forget()
    {
        foreach (var mark in _marks)
        {
            mark.Clear();
        }
    }
}

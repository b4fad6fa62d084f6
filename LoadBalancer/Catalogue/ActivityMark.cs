namespace Mesh.LoadBalancer.Catalogue;

/// <summary>Set by a route's requests; acts on the first one only.</summary>
internal sealed class ActivityMark(Action used)
{
    private volatile bool _isSet;

    /// <summary>A request uses the route.</summary>
    public void Set()
    {
        if (!_isSet)
        {
            _isSet = true;
            used();
        }
    }

    public void Clear() => _isSet = false;
}

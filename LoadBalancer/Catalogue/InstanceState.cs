namespace Mesh.LoadBalancer.Catalogue;

/// <summary>The worst of an instance's checks, its node's included, as Consul ranks them.</summary>
internal enum InstanceState
{
    /// <summary>All checks pass, or there are none.</summary>
    Passing,

    /// <summary>Some check warns. Gets no requests, unless the setting <c>Status</c> says otherwise.</summary>
    Warning,

    /// <summary>Some check fails, or was never made. Gets no requests.</summary>
    Critical,

    /// <summary>
    /// Critical for the sole reason that its node's agent is lost; its own checks were well when they were last heard of. Gets requests while its route
    /// has no other instance, unless the setting <c>LostNodes</c> says otherwise.
    /// </summary>
    NodeLost,

    /// <summary>Put into maintenance, alone or with its node. Gets no requests.</summary>
    Maintenance,

    /// <summary>Lacks a tag that the setting <c>RequireTags</c> asks for. Gets no requests.</summary>
    LeftOut,

    /// <summary>Its address cannot be used. Gets no requests.</summary>
    Unusable,
}

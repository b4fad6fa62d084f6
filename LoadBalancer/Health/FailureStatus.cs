namespace Mesh.LoadBalancer.Health;

/// <summary>Which answers of an instance count against it.</summary>
public enum FailureStatus
{
    /// <summary>500 to 599.</summary>
    Any5xx,

    /// <summary>502, 503 and 504: the instance says that it cannot serve, not that a request made it stumble.</summary>
    Gateway,

    /// <summary>None: only timeouts and broken connections count.</summary>
    None,
}

namespace Mesh.LoadBalancer.Health;

/// <summary>How an instance stands with the balancer, whatever Consul says of it.</summary>
internal enum Standing
{
    /// <summary>It gets requests.</summary>
    Good,

    /// <summary>It could not be connected to. The balancer itself goes on trying; requests go to others.</summary>
    Refusing,

    /// <summary>It answered too badly. Requests go to others until its time is over.</summary>
    Ejected,

    /// <summary>Its time is over: it gets a single request, whose outcome decides.</summary>
    OnTrial,
}

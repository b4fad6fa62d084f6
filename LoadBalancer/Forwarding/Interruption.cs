namespace Mesh.LoadBalancer.Forwarding;

/// <summary>Why an exchange was ended from outside while it waited for an instance.</summary>
internal enum Interruption
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The client went away, or somebody else who may has cancelled the request.</summary>
    Cancelled,

    /// <summary>No byte moved for the activity timeout.</summary>
    TimedOut,

    /// <summary>The client's body broke off, so the instance can never get all of it.</summary>
    RequestBroke,
}

namespace Mesh.LoadBalancer.Health;

/// <summary>What an attempt says about the instance it was made on.</summary>
internal enum Outcome
{
    /// <summary>Nothing: the client went away, say.</summary>
    Inconclusive,

    /// <summary>It answered.</summary>
    Success,

    /// <summary>It answered badly, too late or not to the end.</summary>
    Failure,

    /// <summary>It could not be connected to.</summary>
    Refused,
}

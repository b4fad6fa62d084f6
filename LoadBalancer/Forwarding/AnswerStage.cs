namespace Mesh.LoadBalancer.Forwarding;

/// <summary>How far an answer has got: what a failure means depends on it.</summary>
internal enum AnswerStage
{
    /// <summary>Its head has not come yet, or is not valid.</summary>
    Head,

    /// <summary>Its head is being passed to the client.</summary>
    Fields,

    /// <summary>Its body is read from the instance.</summary>
    Body,

    /// <summary>Its body is written to the client.</summary>
    Client,
}

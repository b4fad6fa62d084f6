namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>What an instance does with a connection after it wrote its answer.</summary>
internal enum AnswerEnd
{
    Keep,
    Close,
    Reset,

    /// <summary>It keeps it and says nothing more, though its answer is not whole.</summary>
    Stall,
}

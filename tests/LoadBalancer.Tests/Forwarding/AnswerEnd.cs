namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>What an instance does with a connection after it wrote its answer.</summary>
internal enum AnswerEnd
{
    Keep,
    Close,
    Reset,
}

using Google.Protobuf;

namespace Mesh.Dashboard.Otlp;

/// <summary>Takes in one kind of telemetry, however it came.</summary>
internal interface IReceiver<in TRequest, out TResponse>
    where TRequest : IMessage<TRequest>
    where TResponse : IMessage<TResponse>
{
    /// <summary>Takes in what can be taken; the answer says what could not.</summary>
    TResponse Receive(TRequest request);
}

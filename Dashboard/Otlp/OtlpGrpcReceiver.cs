using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Mesh.Dashboard.Otlp.Wire;

namespace Mesh.Dashboard.Otlp;

/// <summary>Answers calls of OTLP over gRPC. Generated services would call what cannot be read an unknown error, after which senders try again for ever.</summary>
internal sealed class OtlpGrpcReceiver(TraceReceiver traces, LogReceiver logs, MetricReceiver metrics) : IServiceMethodProvider<OtlpGrpcReceiver>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<OtlpGrpcReceiver> context)
    {
        Add(context, ExportTraceServiceRequest.Descriptor, ExportTraceServiceRequest.Parser, ExportTraceServiceResponse.Parser, traces);
        Add(context, ExportLogsServiceRequest.Descriptor, ExportLogsServiceRequest.Parser, ExportLogsServiceResponse.Parser, logs);
        Add(context, ExportMetricsServiceRequest.Descriptor, ExportMetricsServiceRequest.Parser, ExportMetricsServiceResponse.Parser, metrics);
    }

    private static void Add<TRequest, TResponse>(
        ServiceMethodProviderContext<OtlpGrpcReceiver> context, MessageDescriptor request, MessageParser<TRequest> requests, MessageParser<TResponse> responses,
        IReceiver<TRequest, TResponse> receiver)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var service = request.File.Services.Single();
        var export = new Method<TRequest, TResponse>(MethodType.Unary, service.FullName, service.Methods.Single().Name, MarshallerOf(requests), MarshallerOf(responses));
        context.AddUnaryMethod(export, [], (_, message, _) => Task.FromResult(receiver.Receive(message)));
    }

    private static Marshaller<T> MarshallerOf<T>(MessageParser<T> parser)
        where T : class, IMessage<T> => Marshallers.Create(Write, context => Read(parser, context));

    private static void Write<T>(T message, SerializationContext context)
        where T : IMessage<T>
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }

    private static T Read<T>(MessageParser<T> parser, DeserializationContext context)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(context.PayloadAsReadOnlySequence());
        }
        catch (InvalidProtocolBufferException)
        {
            throw new RpcException(new(StatusCode.InvalidArgument, $"The message is not a valid {typeof(T).Name}."));
        }
    }
}

using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Mesh.Dashboard.Otlp;

/// <summary>Answers requests of OTLP over HTTP as the OTLP specification says: 200 with what could not be taken, or a status and why.</summary>
internal sealed class OtlpHttpReceiver
{
    // Each holds a request in memory; the others wait.
    private const int MostAtOnce = 16;

    private readonly SemaphoreSlim _places = new(MostAtOnce);

    public async Task ReceiveAsync<TRequest, TResponse>(HttpContext context, MessageParser<TRequest> parser, IReceiver<TRequest, TResponse> receiver)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        await _places.WaitAsync(context.RequestAborted);
        try
        {
            var body = await RequestBody.ReadAsync(context.Request, OtlpExtensions.MaxRequestSize, context.RequestAborted);
            await AnswerAsync(context, StatusCodes.Status200OK, receiver.Receive(parser.ParseFrom(body.Span)));
        }
        catch (BadHttpRequestException refused)
        {
            await RefuseAsync(context, refused.StatusCode, refused.Message);
        }
        catch (InvalidProtocolBufferException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"The body is not a valid {typeof(TRequest).Name}.");
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Refuses a request: the body of every error is a Status, as the OTLP specification says.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string why)
    {
        // Whatever else comes of this request is not worth reading.
        context.Response.Headers.Connection = "close";
        var code = status == StatusCodes.Status401Unauthorized ? StatusCode.Unauthenticated : StatusCode.InvalidArgument;
        return AnswerAsync(context, status, new Wire.Status { Code = (int)code, Message = why });
    }

    private static async Task AnswerAsync(HttpContext context, int status, IMessage message)
    {
        var body = message.ToByteArray();
        context.Response.StatusCode = status;
        context.Response.ContentType = RequestBody.ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}

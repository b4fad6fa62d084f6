using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>Passes an instance's answer, whose status line has been read, to the client.</summary>
internal sealed class Answer(HttpContext context, InstanceConnection connection)
{
    private BodyFraming _framing;

    /// <summary>How far it has got.</summary>
    public AnswerStage Stage { get; private set; }

    /// <summary>Whether it leaves the connection fit for another request.</summary>
    public bool LeavesConnection { get; private set; }

    public async ValueTask PassAsync()
    {
        PassHead();
        Stage = AnswerStage.Body;
        var body = new ResponseBody(_framing, connection.ResponseHead.ContentLength ?? 0);
        var isStarted = false;
        var isFlushed = true;
        while (!body.IsWhole)
        {
            // The content is always the end of what is consumed.
            var length = body.Take(connection.Received, out var consumed).Length;
            if (!isStarted && (length > 0 || (!body.IsWhole && IsEventStream)))
            {
                await context.Response.StartAsync();
                isStarted = true;
                isFlushed = false;
            }

            if (length > 0)
            {
                context.Response.BodyWriter.Write(connection.Received[(consumed - length)..consumed]);
                isFlushed = false;
            }

            connection.Consume(consumed);
            if (length == 0 && !body.IsWhole)
            {
                if (!isFlushed)
                {
                    await FlushAsync();
                    isFlushed = true;
                }

                if (!connection.Add(await connection.ReceiveAsync()))
                {
                    EndWithConnection(body);
                    return;
                }
            }
        }

        // Kestrel sends the last part by itself only together with the head.
        if (!isFlushed)
        {
            await FlushAsync();
        }

        LeavesConnection = connection.ResponseHead.KeepsConnection && _framing != BodyFraming.UntilClose;
    }

    // A stream of events may have none for long, and its client wants to know that it is open. Other heads wait for the first byte of the body.
    private bool IsEventStream =>
        _framing != BodyFraming.Length && context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true;

    private static void EndWithConnection(in ResponseBody body)
    {
        if (!body.EndsWithConnection)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The instance closed the connection before its answer's body was whole.");
        }
    }

    private void PassHead()
    {
        var head = connection.ResponseHead;
        var response = context.Response;
        response.StatusCode = head.Line.Status;
        if (head.Line.Reason is { } reason)
        {
            context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = reason;
        }

        Stage = AnswerStage.Fields;
        connection.Consume(head.ReadFields(connection.Received, response.Headers));
        _framing = FramingOf(head);
        if (!head.IsChunked && response.StatusCode != StatusCodes.Status204NoContent)
        {
            response.ContentLength = head.ContentLength;
        }
    }

    private BodyFraming FramingOf(ResponseHead head) =>
        HttpMethods.IsHead(context.Request.Method) || head.Line.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified ? BodyFraming.None
        : head.IsChunked ? BodyFraming.Chunked
        : head.ContentLength is not null ? BodyFraming.Length
        : BodyFraming.UntilClose;

    private async ValueTask FlushAsync()
    {
        var flushing = context.Response.BodyWriter.FlushAsync();
        if (flushing.IsCompletedSuccessfully)
        {
            _ = flushing.Result;
            return;
        }

        // A client that takes nothing any more ends with the activity timeout, too.
        Stage = AnswerStage.Client;
        connection.OnInterrupt(context.Abort);
        await flushing;
        connection.OnInterrupt(null);
        connection.Touch();
        Stage = AnswerStage.Body;
    }
}

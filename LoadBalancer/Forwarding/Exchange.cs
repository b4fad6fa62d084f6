using System.Net.Sockets;
using Mesh.LoadBalancer.Resilience;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>One request and its answer over one connection.</summary>
internal sealed class Exchange(HttpContext context, ConnectionPool pool, InstanceConnection connection, RequestHead requestHead)
{
    private static readonly Action<object?> Interrupt = static connection => ((InstanceConnection)connection!).Interrupt(Interruption.Cancelled);

    private RequestBody? _upload;
    private bool _isHeard;
    private int _scanned;
    private int _interim;

    /// <summary>Carries the exchange out, and gives the connection back or closes it.</summary>
    /// <returns>What YARP's forwarder would return; null when the connection turned out to be closed and the request may safely go over another.</returns>
    public async ValueTask<ForwarderError?> RunAsync()
    {
        var answer = new Answer(context, connection);
        var aborted = context.RequestAborted;
        var cancelling = aborted.UnsafeRegister(Interrupt, connection);
        var isReusable = false;
        ForwarderError? result = ForwarderError.None;
        try
        {
            await AskAsync();
            while (!TryReadHead())
            {
                if (!connection.Add(await connection.ReceiveAsync()))
                {
                    throw new HttpIOException(HttpRequestError.ResponseEnded, "The instance closed the connection before its answer's head was whole.");
                }

                _isHeard = true;
            }

            if (!RetryRule.Withholds(context, connection.ResponseHead.Line.Status))
            {
                await answer.PassAsync();
                isReusable = answer.LeavesConnection;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or HttpRequestException or InvalidOperationException or OperationCanceledException)
        {
            connection.Close();
            await StopUploadAsync();
            result = IsStale ? null : ExchangeFailure.Report(context, e, connection.Interruption, _upload, answer.Stage);
        }
        catch
        {
            // Nothing that can be foreseen, such as an error in what others do when the answer starts: Kestrel tells of it.
            pool.Close(connection);
            cancelling.Unregister();
            await StopUploadAsync();
            throw;
        }

        if (_upload is { IsOver: false })
        {
            isReusable = false;
            connection.Close();
            await StopUploadAsync();
        }

        if (cancelling.Unregister() == aborted.CanBeCanceled && isReusable)
        {
            pool.Return(connection);
        }
        else
        {
            pool.Close(connection);
        }

        return result;
    }

    // The instance closed a kept connection just when it was used again. That is nobody's failure, and it is either sure to have seen nothing, or as sure
    // not to have been asked for more as the method is harmless (RFC 9112, 9.3.1).
    private bool IsStale =>
        connection.Interruption == Interruption.None
        && (!connection.HasSent || (connection.IsReused && !_isHeard && _upload is null && MayAskAgain(context.Request.Method)));

    /// <summary>Whether a request may go over a second connection when nobody knows what became of it over the first.</summary>
    public static bool MayAskAgain(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    // Not async itself, as most requests have no body.
    private ValueTask AskAsync()
    {
        var framing = context.Request.Headers is var fields && fields.TransferEncoding.Count > 0 ? BodyFraming.Chunked
            : fields.ContentLength > 0 ? BodyFraming.Length
            : BodyFraming.None;
        requestHead.Write(connection.RequestHead, context, pool.Authority, framing);
        var asking = connection.SendAsync(connection.RequestHead.Written);
        return framing == BodyFraming.None ? asking : UploadAsync(asking, framing);
    }

    private async ValueTask UploadAsync(ValueTask asking, BodyFraming framing)
    {
        await asking;
        _upload = new(context.Request, connection, framing);
        _upload.Start();
    }

    // Reads the head of the final answer from what has come, if it is there; interim ones end here, as with YARP.
    private bool TryReadHead()
    {
        while (ResponseHead.IsWhole(connection.Received, ref _scanned))
        {
            _scanned = 0;
            var line = connection.ResponseHead.ReadLine(connection.Received);
            connection.Consume(line);
            if (connection.ResponseHead.Line.Status >= StatusCodes.Status200OK)
            {
                return true;
            }

            if (connection.ResponseHead.Line.Status == StatusCodes.Status101SwitchingProtocols)
            {
                throw InvalidAnswer.Because("it switches protocols, which nobody asked for");
            }

            var fields = connection.ResponseHead.ReadFields(connection.Received, into: null);
            connection.Consume(fields);
            _interim += line + fields;
            if (_interim > ResponseHead.Limit)
            {
                throw InvalidAnswer.TooLarge(ResponseHead.Limit);
            }
        }

        return false;
    }

    private async ValueTask StopUploadAsync()
    {
        if (_upload is { IsOver: false })
        {
            await _upload.StopAsync();
        }
    }
}

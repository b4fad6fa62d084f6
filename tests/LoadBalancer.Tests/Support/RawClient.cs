using System.Net.Sockets;
using System.Text;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>Sends one request over a connection of its own and repeats nothing, whatever happens: .NET's client would hide lost requests.</summary>
internal static class RawClient
{
    public static Task<string> GetAsync(Uri address, string path) => SendAsync(
        address, $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n");

    public static Task<string> PostAsync(Uri address, string path, string body) => SendAsync(
        address, $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    /// <summary>Sends what is given, byte by byte as it is.</summary>
    /// <returns>What came until the connection ended; what went wrong, when nothing came.</returns>
    public static async Task<string> SendAsync(Uri address, string request, TimeSpan? patience = null)
    {
        var received = new StringBuilder();
        using var deadline = new CancellationTokenSource(patience ?? Timeout.InfiniteTimeSpan);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, deadline.Token);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), deadline.Token);
            var buffer = new byte[16 * 1024];
            for (int count; (count = await stream.ReadAsync(buffer, deadline.Token)) > 0;)
            {
                received.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }

            return received.ToString();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return received.Length > 0 ? received.ToString() : $"no answer: {e.Message}";
        }
        catch (OperationCanceledException)
        {
            return $"no end after: {received}";
        }
    }
}

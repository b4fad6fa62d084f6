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
    /// <returns>The whole answer; what went wrong, when there was none.</returns>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
            using var reader = new StreamReader(stream, Encoding.ASCII);
            return await reader.ReadToEndAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return $"no answer: {e.Message}";
        }
    }
}

using System.Text;

namespace Mesh.Bench.Churn;

/// <summary>What clients send.</summary>
internal static class ChurnRequests
{
    /// <summary>A GET whose answer has 100 bytes.</summary>
    public static ReadOnlyMemory<byte> Get { get; } = Encoding.ASCII.GetBytes("GET /bytes/100 HTTP/1.1\r\nHost: web\r\n\r\n");

    /// <summary>A POST with a body of 1,000 bytes, which comes back.</summary>
    public static ReadOnlyMemory<byte> Post { get; } = Encoding.ASCII.GetBytes(
        $"POST /echo HTTP/1.1\r\nHost: web\r\nContent-Length: 1000\r\n\r\n{new string('x', 1000)}");
}

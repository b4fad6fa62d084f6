using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>The first line of an answer.</summary>
/// <param name="Status">100 to 999.</param>
/// <param name="IsHttp10">HTTP/1.0: no chunks, and the connection is not kept.</param>
/// <param name="Reason">The reason phrase; null when it is the usual one of that status.</param>
internal readonly record struct StatusLine(int Status, bool IsHttp10, string? Reason)
{
    private const int Shortest = 12;

    /// <param name="line">The line without its end.</param>
    /// <exception cref="HttpRequestException">It is none.</exception>
    public static StatusLine Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length < Shortest || !line.StartsWith("HTTP/1."u8) || !char.IsAsciiDigit((char)line[7]) || line[8] != ' '
            || !char.IsBetween((char)line[9], '1', '9') || !char.IsAsciiDigit((char)line[10]) || !char.IsAsciiDigit((char)line[11])
            || (line.Length > Shortest && line[Shortest] != ' '))
        {
            throw InvalidAnswer.Because("it has no status line");
        }

        var status = ((line[9] - '0') * 100) + ((line[10] - '0') * 10) + line[11] - '0';
        return new(status, line[7] == '0', ReasonOf(status, line.Length > Shortest ? line[(Shortest + 1)..] : default));
    }

    private static string? ReasonOf(int status, ReadOnlySpan<byte> reason)
    {
        if (Ascii.Equals(reason, ReasonPhrases.GetReasonPhrase(status)))
        {
            return null;
        }

        if (reason.ContainsAnyInRange((byte)0, (byte)8) || reason.ContainsAnyInRange((byte)10, (byte)31) || reason.Contains((byte)127))
        {
            throw InvalidAnswer.Because("its reason phrase holds a control character");
        }

        return Encoding.Latin1.GetString(reason);
    }
}

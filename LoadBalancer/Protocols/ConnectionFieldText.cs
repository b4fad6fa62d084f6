using System.Text;
using Microsoft.Net.Http.Headers;

namespace Mesh.LoadBalancer.Protocols;

/// <summary>
/// Reads the value of a <c>Connection</c> field so that what it names can still be seen later: Kestrel replaces a value in which it finds exactly one of
/// the options <c>close</c>, <c>keep-alive</c> and <c>Upgrade</c> by that option. Where there is more in it, <c>keep-alive</c> is therefore left out when it
/// is the only option (it is the rule for HTTP/1.1), and put beside another: <c>close</c> comes first for Kestrel.
/// </summary>
internal sealed class ConnectionFieldText : Encoding
{
    private const string KeepAlive = "keep-alive";

    private static readonly ConnectionFieldText Instance = new();

    /// <summary>For Kestrel: how the value of a request's field is read; null for its own way.</summary>
    public static Encoding? For(string field) => field == HeaderNames.Connection ? Instance : null;

    /// <summary>Whether it is an option that Kestrel knows, and no field's name.</summary>
    public static bool IsOption(ReadOnlySpan<char> name) => Is(name, "close") || Is(name, KeepAlive) || Is(name, "Upgrade");

    public override int GetCharCount(byte[] bytes, int index, int count) => Read(bytes.AsSpan(index, count)).Length;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var text = Read(bytes.AsSpan(byteIndex, byteCount));
        text.CopyTo(chars.AsSpan(charIndex));
        return text.Length;
    }

    public override int GetMaxCharCount(int byteCount) => byteCount + KeepAlive.Length + 1;

    public override int GetByteCount(char[] chars, int index, int count) => Latin1.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => Latin1.GetMaxByteCount(charCount);

    private static string Read(ReadOnlySpan<byte> bytes)
    {
        // Kestrel answers 400, as it does for other fields.
        if (bytes.ContainsAnyInRange((byte)0, (byte)8) || bytes.ContainsAnyInRange((byte)10, (byte)31) || bytes.ContainsAnyInRange((byte)127, byte.MaxValue))
        {
            throw new DecoderFallbackException("A Connection field holds no text.");
        }

        var text = ASCII.GetString(bytes);
        var all = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var options = all.Where(part => IsOption(part)).ToList();
        return options.Count == 0 || options.Count == all.Length ? text
            : options.TrueForAll(option => Is(option, KeepAlive)) ? string.Join(',', all.Except(options))
            : $"{text},{KeepAlive}";
    }

    private static bool Is(ReadOnlySpan<char> name, string option) => name.Equals(option, StringComparison.OrdinalIgnoreCase);
}

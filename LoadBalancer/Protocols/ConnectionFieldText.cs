using System.Text;
using Microsoft.Net.Http.Headers;

namespace Mesh.LoadBalancer.Protocols;

/// <summary>
/// Reads a line of a <c>Connection</c> field. Kestrel replaces all lines in which it finds one of the options <c>close</c>, <c>keep-alive</c> and
/// <c>Upgrade</c> by that option, and with them what else they say. So it gets the options alone, and the names go to <see cref="ConnectionFields"/>.
/// A line's text thus never is that of a line with names, and Kestrel cannot take one for the other that a client sent before.
/// </summary>
internal sealed class ConnectionFieldText : Encoding
{
    private static readonly ConnectionFieldText Instance = new();

    /// <summary>For Kestrel: how the value of a request's field is read. A trailer of the same name, whose text Kestrel makes anew, is none.</summary>
    public static Encoding For(string field) => ReferenceEquals(field, HeaderNames.Connection) ? Instance : FieldText.Encoding;

    /// <summary>Whether it is an option that Kestrel knows, and no field's name.</summary>
    public static bool IsOption(ReadOnlySpan<char> name) => Is(name, "close") || Is(name, "keep-alive") || Is(name, "Upgrade");

    // Asked for once for each line, before its text.
    public override int GetCharCount(byte[] bytes, int index, int count)
    {
        var line = FieldText.Encoding.GetString(bytes, index, count);
        if (line.Contains('\0', StringComparison.Ordinal))
        {
            throw new DecoderFallbackException("A Connection field holds no text.");
        }

        var options = Options(line);
        if (options.Length != line.Length)
        {
            ConnectionFields.Note(line);
        }

        return options.Length;
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var options = Options(FieldText.Encoding.GetString(bytes, byteIndex, byteCount));
        options.CopyTo(chars.AsSpan(charIndex));
        return options.Length;
    }

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetByteCount(char[] chars, int index, int count) => FieldText.Encoding.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        FieldText.Encoding.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => FieldText.Encoding.GetMaxByteCount(charCount);

    private static string Options(string line) =>
        IsOption(line) ? line : string.Join(',', line.Split(',', StringSplitOptions.TrimEntries).Where(part => IsOption(part)));

    private static bool Is(ReadOnlySpan<char> name, string option) => name.Equals(option, StringComparison.OrdinalIgnoreCase);
}

using System.Text;

namespace Mesh.LoadBalancer.Protocols;

/// <summary>
/// The text of header fields. Fields carry bytes, and nobody says in what encoding (RFC 9110, 5.5): Kestrel reads them and the balancer writes them as
/// Latin-1, each byte one character, so that they leave as they came. Texts of people are UTF-8 there.
/// </summary>
internal static class FieldText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How fields are read and written.</summary>
    public static Encoding Encoding => Encoding.Latin1;

    /// <summary>A text of the settings or the catalogue as it stands in a field.</summary>
    public static string Of(string text) => Ascii.IsValid(text) ? text : Encoding.GetString(Utf8.GetBytes(text));

    /// <summary>A field as people read it: as UTF-8, or as Latin-1 where it is none.</summary>
    public static string Show(string field)
    {
        if (Ascii.IsValid(field))
        {
            return field;
        }

        try
        {
            return Utf8.GetString(Encoding.GetBytes(field));
        }
        catch (DecoderFallbackException)
        {
            return field;
        }
    }
}

using System.Globalization;
using System.Text;

namespace Mesh.Consul;

/// <summary>Writes values into expressions of Consul's filter language.</summary>
public static class FilterText
{
    /// <summary>The value as a quoted literal, so that any text is compared as it stands: <c>$"Service == {FilterText.Quote(name)}"</c>.</summary>
    public static string Quote(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var literal = new StringBuilder("\"");
        foreach (var character in value)
        {
            // The language ends a literal at the next quotation mark, escaped or not, so that only its code can stand for one.
            _ = character is '"' or '\\' || char.IsControl(character)
                ? literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
                : literal.Append(character);
        }

        return literal.Append('"').ToString();
    }
}

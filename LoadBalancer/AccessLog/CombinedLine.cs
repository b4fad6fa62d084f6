using System.Globalization;
using System.Text;

namespace Mesh.LoadBalancer.AccessLog;

/// <summary>Writes an entry as Apache's "combined" line with more at its end. What a client sent cannot break the line: it is escaped as Apache does.</summary>
internal static class CombinedLine
{
    public static void Write(AccessEntry entry, StringBuilder line)
    {
        line.Append(entry.Client ?? "-").Append(" - - [")
            .Append(entry.At.ToString("dd'/'MMM'/'yyyy':'HH':'mm':'ss ", CultureInfo.InvariantCulture)).Append(Offset(entry.At)).Append("] \"");
        Escape(entry.Method, line);
        line.Append(' ');
        Escape(entry.Target, line);
        line.Append(' ').Append(entry.Protocol)
            .Append(CultureInfo.InvariantCulture, $"\" {entry.Status} {entry.Bytes} \"");
        Escape(entry.Referer.Length > 0 ? entry.Referer : "-", line);
        line.Append("\" \"");
        Escape(entry.UserAgent.Length > 0 ? entry.UserAgent : "-", line);
        line.Append(CultureInfo.InvariantCulture, $"\" {entry.Seconds:0.000000} ").Append(entry.Service ?? "-").Append(' ').Append(entry.Instance ?? "-")
            .Append(CultureInfo.InvariantCulture, $" {entry.Retries} ").Append(entry.TraceId ?? "-").Append('\n');
    }

    private static string Offset(DateTimeOffset at) => at.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    private static void Escape(string text, StringBuilder line)
    {
        foreach (var letter in text)
        {
            switch (letter)
            {
                case '"' or '\\':
                    line.Append('\\').Append(letter);
                    break;
                case < ' ' or (>= '\x7F' and <= '\x9F'):
                    line.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:X2}");
                    break;
                default:
                    line.Append(letter);
                    break;
            }
        }
    }
}

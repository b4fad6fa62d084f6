using System.Text;
using Aspire.Hosting.Docker;

namespace Aspire.Hosting.Publishing;

/// <summary>The file <c>.env</c> beside a Compose file: a comment and <c>KEY=value</c> for each variable, sorted by key.</summary>
internal static class EnvironmentFile
{
    public const string Name = ".env";

    /// <summary>Adds variables without a value. What the file has already stays, comments and values.</summary>
    public static string Merge(string text, IEnumerable<CapturedEnvironmentVariable> variables)
    {
        var entries = new SortedDictionary<string, (string Comments, string Value)>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            entries[variable.Name] = (variable.Description is { } description ? $"# {description}\n" : "", "");
        }

        var comments = new StringBuilder();
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.Length == 0)
            {
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (line[0] == '#' || equals < 1)
            {
                comments.Append(line).Append('\n');
            }
            else
            {
                entries[line[..equals].Trim()] = (comments.ToString(), line[(equals + 1)..]);
                comments.Clear();
            }
        }

        return string.Join("\n", entries.Select(entry => $"{entry.Value.Comments}{entry.Key}={entry.Value.Value}\n")) + comments;
    }
}

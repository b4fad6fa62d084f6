using System.Globalization;
using System.Text.RegularExpressions;
using Mesh.LoadBalancer.Configuration;

namespace Mesh.LoadBalancer.Tests.Configuration;

/// <summary>The tables of settings in docs/ say the defaults that hold.</summary>
public sealed partial class DocumentedDefaultsTests
{
    private static readonly Dictionary<string, double> Seconds = new()
    {
        ["ms"] = 0.001,
        ["s"] = 1,
        ["min"] = 60,
        ["h"] = 3600,
        ["days"] = 86_400,
    };

    [Fact]
    public void Every_default_in_a_table_is_the_one_that_holds()
    {
        var holding = DefaultsOf(new LoadBalancerOptions(), "").ToDictionary(setting => setting.Name, setting => setting.Default);
        var said = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.md").SelectMany(RowsOf).Where(row => holding.ContainsKey(row.Name)).ToList();

        var wrong = said.Where(row => !Agree(row.Default, holding[row.Name])).Select(row => $"{row.Page}: {row.Name}: '{row.Default}', not {holding[row.Name]}");
        Assert.Equal([], wrong);

        // What has no row is told in words; nearly everything has one.
        Assert.InRange(said.Select(row => row.Name).Distinct().Count(), holding.Count * 0.9, holding.Count);
    }

    private static IEnumerable<(string Name, object? Default)> DefaultsOf(object section, string path) =>
        from property in section.GetType().GetProperties()
        where property.CanWrite
        let value = property.GetValue(section)
        from setting in property.PropertyType is { IsClass: true } type && type.Assembly == section.GetType().Assembly
            ? DefaultsOf(value!, $"{path}{property.Name}:")
            : [($"{path}{property.Name}", value)]
        select setting;

    private static IEnumerable<(string Page, string Name, string Default)> RowsOf(string page)
    {
        var column = -1;
        foreach (var line in File.ReadLines(page))
        {
            if (!line.StartsWith('|'))
            {
                column = -1;
                continue;
            }

            var cells = line.Split('|', StringSplitOptions.TrimEntries)[1..^1];
            if (column < 0)
            {
                column = Array.IndexOf(cells, "default") is >= 0 and var index ? index : int.MaxValue;
            }
            else if (column < cells.Length && Name().Match(cells[0]) is { Success: true } name)
            {
                yield return (Path.GetFileName(page), name.Groups[1].Value, cells[column].Replace("`", "", StringComparison.Ordinal));
            }
        }
    }

    private static bool Agree(string said, object? holding) => holding switch
    {
        // 0 stands for "none" or for another setting's value: the page says in words which.
        TimeSpan { Ticks: 0 } or 0 or 0L when !Number().IsMatch(said) => said.Length > 0,

        // Nothing is set: the page says in words what that means.
        null or "" or System.Collections.ICollection { Count: 0 } => !Number().IsMatch(said),
        TimeSpan time => Number().Match(said) is { Success: true } match
            && Math.Abs(Value(match) * Seconds.GetValueOrDefault(match.Groups[2].Value, 1) - time.TotalSeconds) < 0.0005
            && (time == TimeSpan.Zero || match.Groups[2].Value.Length > 0),
        bool isOn => said == (isOn ? "true" : "false"),
        Enum or string => said == $"{holding}",
        IConvertible number => Number().Match(said) is { Success: true } match
            && Math.Abs(Value(match) * (match.Groups[2].Value == "MiB" ? 1024 * 1024 : 1) - number.ToDouble(null)) < 0.0005,
        _ => false,
    };

    private static double Value(Match match) => double.Parse(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex("^`([A-Za-z0-9:]+)`")]
    private static partial Regex Name();

    [GeneratedRegex("^([0-9][0-9.,]*) ?([A-Za-z]*)")]
    private static partial Regex Number();
}

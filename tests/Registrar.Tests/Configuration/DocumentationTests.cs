using System.Globalization;
using System.Reflection;
using Mesh.Registrar.Configuration;

namespace Mesh.Registrar.Tests.Configuration;

/// <summary>docs/registrar.md says of every setting what is true.</summary>
public sealed class DocumentationTests
{
    private static readonly PropertyInfo[] Settings = [.. typeof(RegistrarSettings).GetProperties().Where(property => property.CanWrite)];
    private static readonly Dictionary<string, string[]> Rows = ReadRows();

    [Fact]
    public void Every_setting_has_a_row_and_no_row_is_of_anything_else() =>
        Assert.Equal(Settings.Select(setting => setting.Name).Order(StringComparer.Ordinal), Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_option_of_registrator_stands_in_its_setting_s_row_and_nowhere_else() =>
        Assert.Equal(
            Flag.All.Select(flag => $"{flag.Property} -{flag.Name}").Order(StringComparer.Ordinal),
            Rows.Where(row => row.Value[1].StartsWith("`-", StringComparison.Ordinal)).Select(row => $"{row.Key} {row.Value[1].Split('`')[1]}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_default_is_the_program_s() => Assert.All(
        Settings.Where(setting => setting.PropertyType.IsValueType && Nullable.GetUnderlyingType(setting.PropertyType) is null),
        setting => Assert.Equal($"`{Text(setting.GetValue(new RegistrarSettings()))}`", Rows[setting.Name][3]));

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    // The cells of each row of the table whose first column is "setting", by what stands there.
    private static Dictionary<string, string[]> ReadRows()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mesh.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests must run within the repository.");
        }

        return File.ReadLines(Path.Combine(folder.FullName, "docs", "registrar.md"))
            .SkipWhile(line => !line.StartsWith("| setting |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[0].Trim('`'), cells => cells);
    }
}

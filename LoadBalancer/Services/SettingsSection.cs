using System.Globalization;

namespace Mesh.LoadBalancer.Services;

/// <summary>One section of the settings while it is checked: knows where it stands, and collects the errors of all.</summary>
/// <param name="path">Where the section stands, such as <c>LoadBalancer:Retry</c>.</param>
/// <param name="errors">The one list of errors.</param>
internal sealed class SettingsSection(string path, List<string> errors)
{
    /// <summary>A section within this one.</summary>
    public SettingsSection Of(string name) => new($"{path}:{name}", errors);

    public void Within(string name, TimeSpan given, TimeSpan least, TimeSpan most) =>
        Check(name, given, least, most, duration => duration.ToString("c"));

    public void Within(string name, int given, int least, int most) => Check(name, given, least, most, number => $"{number}");

    public void Within(string name, double given, double least, double most) =>
        Check(name, given, least, most, number => number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds an error.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="given">Its value.</param>
    /// <param name="example">What would work.</param>
    public void Add(string name, string given, string example) => errors.Add($"{path}:{name} is '{given}': {example} would work.");

    private void Check<T>(string name, T given, T least, T most, Func<T, string> write)
        where T : IComparable<T>
    {
        if (given.CompareTo(least) < 0 || given.CompareTo(most) > 0)
        {
            Add(name, write(given), $"{write(least)} to {write(most)}");
        }
    }
}

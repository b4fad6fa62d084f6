using System.Globalization;

namespace Mesh.Dashboard.Components;

/// <summary>Numbers for stylesheets and drawings.</summary>
internal static class Css
{
    /// <summary>A part of a whole in hundredths, without the sign.</summary>
    public static string Percent(TimeSpan part, TimeSpan whole, double minimum = 0) =>
        Math.Clamp(whole > TimeSpan.Zero ? 100.0 * part / whole : 0, minimum, 100).ToString("0.###", CultureInfo.InvariantCulture);
}

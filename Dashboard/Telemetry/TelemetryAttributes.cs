namespace Mesh.Dashboard.Telemetry;

/// <summary>Finds attributes by name.</summary>
public static class TelemetryAttributes
{
    /// <summary>The value of an attribute; <see langword="null"/> when there is none of that name.</summary>
    public static string? ValueOf(this IReadOnlyList<TelemetryAttribute> attributes, string name)
    {
        // By index: an enumerator would be an allocation for each of many thousands of entries that a filter looks at.
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Name == name)
            {
                return attributes[i].Value;
            }
        }

        return null;
    }
}

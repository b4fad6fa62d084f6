namespace Mesh.Consul;

/// <summary>Writes values into expressions of Consul's filter language.</summary>
public static class FilterText
{
    /// <summary>The value as a quoted literal, so that any text is compared as it stands: <c>$"Service == {FilterText.Quote(name)}"</c>.</summary>
    public static string Quote(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}

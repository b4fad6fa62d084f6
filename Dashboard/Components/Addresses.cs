using Microsoft.AspNetCore.Components;

namespace Mesh.Dashboard.Components;

/// <summary>Addresses of pages: what is shown stands in the query, so that a link shows the same again.</summary>
internal static class Addresses
{
    /// <summary>The present address with some values of its query replaced: <see langword="null"/> keeps a value, an empty text removes it.</summary>
    public static string With(this NavigationManager navigation, params IEnumerable<(string Name, string? Value)> changes) =>
        navigation.GetUriWithQueryParameters(changes
            .Where(change => change.Value is not null)
            .ToDictionary(change => change.Name, object? (change) => string.IsNullOrWhiteSpace(change.Value) ? null : change.Value));

    /// <summary>A page with a query, without values that are missing.</summary>
    public static string To(string path, params IEnumerable<(string Name, object? Value)> query) =>
        path + string.Concat(query
            .Where(part => part.Value is not null)
            .Select((part, index) => $"{(index == 0 ? '?' : '&')}{part.Name}={Uri.EscapeDataString(part.Value!.ToString()!)}"));
}

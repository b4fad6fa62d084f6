using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace Mesh.Dashboard.Components;

/// <summary>The icons of commands and resource types.</summary>
internal static class CommandIcons
{
    /// <summary>The icon that a command names; a flash for one that is not known.</summary>
    public static Icon Of(string? name) => name switch
    {
        "Play" => new Icons.Filled.Size20.Play(),
        "Stop" => new Icons.Filled.Size20.Stop(),
        "ArrowCounterclockwise" => new Icons.Regular.Size20.ArrowCounterclockwise(),
        "ArrowBidirectionalUpDown" => new Icons.Regular.Size20.ArrowBidirectionalUpDown(),
        not null when Find(name) is { } icon => icon,
        _ => new Icons.Regular.Size20.Flash(),
    };

    /// <summary>The icon of a kind of resource.</summary>
    public static Icon OfType(string type) => type switch
    {
        "Project" => new Icons.Regular.Size20.CodeCircle(),
        "Container" => new Icons.Regular.Size20.Box(),
        "Executable" => new Icons.Regular.Size20.SettingsCogMultiple(),
        _ => new Icons.Regular.Size20.Stack(),
    };

    private static Icon? Find(string name) =>
        new IconInfo { Name = name, Size = IconSize.Size20, Variant = IconVariant.Regular }.TryGetInstance(out var icon) ? icon : null;
}

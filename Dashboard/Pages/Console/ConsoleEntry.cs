using Mesh.Dashboard.Resources;

namespace Mesh.Dashboard.Pages.Console;

/// <summary>A line, and whose it is.</summary>
/// <param name="Resource">The name of the resource that wrote it.</param>
/// <param name="Line">The line.</param>
internal sealed record ConsoleEntry(string Resource, ConsoleLine Line);

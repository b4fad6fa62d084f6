namespace Mesh.Dashboard.Pages.Console;

/// <summary>A piece of text in one style.</summary>
/// <param name="Text">The text.</param>
/// <param name="Class">Classes of the stylesheet; <see langword="null"/> for plain text.</param>
/// <param name="Style">Colours that have no class; <see langword="null"/> for none.</param>
internal readonly record struct AnsiSpan(string Text, string? Class, string? Style);

namespace Mesh.Dashboard.Resources;

/// <summary>A line that a resource wrote to its console.</summary>
/// <param name="Number">1 for the first line since the console began.</param>
/// <param name="Time">When it was written; <see langword="null"/> when that is not known.</param>
/// <param name="Text">The text without its time; may contain ANSI colours.</param>
/// <param name="IsError">Whether it was written to standard error.</param>
public sealed record ConsoleLine(int Number, DateTimeOffset? Time, string Text, bool IsError);

namespace Aspire.Hosting.Processes;

/// <summary>One line an instance wrote, without its line ending; ANSI escape sequences are kept.</summary>
/// <param name="Text">The line. Longer ones arrive in pieces of at most <see cref="OutputReader.MaximumLineLength"/> characters.</param>
/// <param name="IsError">True for standard error, false for standard output.</param>
internal readonly record struct OutputLine(string Text, bool IsError);

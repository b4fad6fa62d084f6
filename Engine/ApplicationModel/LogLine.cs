namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line of a resource's log.</summary>
/// <param name="LineNumber">1 for the first line since the log began.</param>
/// <param name="Content">A time stamp, a space and the text, which may contain ANSI colours.</param>
/// <param name="IsErrorMessage">Whether it was written to standard error, or logged as an error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

namespace Aspire.Hosting;

/// <summary>What is wrong with what was given for a command.</summary>
/// <param name="Input">The name of the input that it is about; <see langword="null"/> when it is about none that there is.</param>
/// <param name="Message">What would work, for people.</param>
internal sealed record ArgumentError(string? Input, string Message);

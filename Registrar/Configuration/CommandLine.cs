using System.Collections.Immutable;

namespace Mesh.Registrar.Configuration;

/// <summary>
/// What the program was called with: <c>registrar [options] &lt;registry URI&gt;</c> as registrator is, mixed at will with settings in .NET's form
/// (<c>--Registrar:Host=a</c>, <c>--urls=…</c>).
/// </summary>
internal sealed record CommandLine
{
    /// <summary>The settings that registrator's options and the registry URI stand for. They beat those from anywhere else.</summary>
    public required ImmutableDictionary<string, string?> Options { get; init; }

    /// <summary>The arguments in .NET's form, for its own reader.</summary>
    public required ImmutableArray<string> Settings { get; init; }

    /// <summary>Everything that could not be understood, one sentence each.</summary>
    public required ImmutableArray<string> Errors { get; init; }

    /// <summary><c>--help</c> was among them.</summary>
    public bool IsHelp { get; init; }

    /// <summary><c>--version</c> was among them.</summary>
    public bool IsVersion { get; init; }

    /// <summary>Reads the arguments.</summary>
    public static CommandLine Parse(IEnumerable<string> arguments) => new CommandLineReader(arguments).Read();

    /// <summary>
    /// Answers what needs no start: help and version (exit code 0) and errors (2, as Go's flags have it). Null when the program is to start.
    /// </summary>
    public int? Answer(TextWriter output, TextWriter errors)
    {
        if (IsHelp)
        {
            output.WriteLine(Usage.Text);
            return 0;
        }

        if (IsVersion)
        {
            output.WriteLine(Usage.Version);
            return 0;
        }

        foreach (var error in Errors)
        {
            errors.WriteLine($"registrar: {error}");
        }

        return Errors.IsEmpty ? null : 2;
    }
}

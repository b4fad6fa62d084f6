namespace Aspire.Hosting.Processes;

/// <summary>What to start as a process of this machine.</summary>
/// <param name="FileName">
/// The executable: an absolute path, a path relative to <paramref name="WorkingDirectory"/>, or a bare name that is looked up in <c>PATH</c>.
/// </param>
/// <param name="Arguments">The arguments, one entry each, passed on without any quoting rules.</param>
/// <param name="WorkingDirectory">The directory the process starts in; it must exist.</param>
/// <param name="Environment">Variables set on top of the inherited environment (<see cref="InheritedEnvironment"/>).</param>
internal sealed record ProcessSpecification(
    string FileName,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment);

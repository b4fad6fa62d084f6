namespace Aspire.Hosting.Processes;

/// <summary>Finds executables as a shell would.</summary>
internal static class ExecutablePath
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The absolute path of the executable of <paramref name="specification"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no such file, or it cannot be executed.</exception>
    public static string Of(ProcessSpecification specification)
    {
        string name = specification.FileName;
        if (Path.GetFileName(name) != name)
        {
            string file = Path.GetFullPath(name, Path.GetFullPath(specification.WorkingDirectory));
            return IsExecutable(file) ? file
                : throw new InvalidOperationException(File.Exists(file) ? $"'{file}' is not executable." : $"There is no file '{file}'.");
        }

        string path = specification.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? "";
        return Find(name, path) ?? throw new InvalidOperationException($"There is no executable '{name}' in any directory of PATH ({path}).");
    }

    /// <summary>The first executable called <paramref name="name"/> in the directories of <paramref name="path"/>, or null.</summary>
    public static string? Find(string name, string? path)
    {
        string[] names = OperatingSystem.IsWindows() ? [name, name + ".exe", name + ".cmd"] : [name];
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(directory => names.Select(candidate => Path.Join(directory, candidate)))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & AnyExecute) != 0);
}

namespace Mesh.ServiceDefaults.Settings;

/// <summary>The settings of a program are wrong; <see cref="Exception.Message"/> lists every error on a line of its own.</summary>
public sealed class SettingsException(IReadOnlyList<string> errors)
    : Exception(string.Join(Environment.NewLine, errors.Select(error => $"  - {error}").Prepend("The settings are wrong:")))
{
    /// <summary>Each error: the setting's name, the value given and what would work.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}

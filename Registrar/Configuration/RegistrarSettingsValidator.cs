using System.Text.RegularExpressions;

namespace Mesh.Registrar.Configuration;

/// <summary>Names every error of the settings at once.</summary>
internal static partial class RegistrarSettingsValidator
{
    private const int LongestMark = 512;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestResync = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(5);

    /// <summary>Every error: the setting, the value given and what would work.</summary>
    public static IEnumerable<string> Validate(RegistrarSettings settings)
    {
        if (!HostName().IsMatch(settings.Host))
        {
            yield return $"Registrar:Host is '{settings.Host}': letters, digits, '.', '-' and '_' would work, such as {Environment.MachineName}.";
        }

        if (settings.Id is { } id && (string.IsNullOrWhiteSpace(id) || id.Length > LongestMark))
        {
            yield return $"Registrar:Id is '{id}': a text of 1 to {LongestMark} characters would work, such as {Environment.MachineName}.";
        }

        if (Uri.CheckHostName(settings.Address) == UriHostNameType.Unknown)
        {
            yield return $"Registrar:Address is '{settings.Address}': a host name or IP address would work, such as 127.0.0.1.";
        }

        if (settings.Resync < Shortest || settings.Resync > LongestResync)
        {
            yield return $"Registrar:Resync is '{settings.Resync:c}': {Shortest:c} to {LongestResync:c} would work.";
        }

        if (settings.Concurrency is < 1 or > 64)
        {
            yield return $"Registrar:Concurrency is '{settings.Concurrency}': 1 to 64 would work.";
        }

        if (settings.StopTimeout < Shortest || settings.StopTimeout > LongestStop)
        {
            yield return $"Registrar:StopTimeout is '{settings.StopTimeout:c}': {Shortest:c} to {LongestStop:c} would work.";
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,253}\z")]
    private static partial Regex HostName();
}

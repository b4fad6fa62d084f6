using System.Text.RegularExpressions;

namespace Mesh.Registrar.Configuration;

/// <summary>Names every error of the settings at once.</summary>
internal static partial class RegistrarSettingsValidator
{
    private const int LongestMark = 512;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestResync = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestTtl = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTtl = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    /// <summary>Every error: the setting, the value given and what would work.</summary>
    public static IEnumerable<string> Validate(RegistrarSettings settings) =>
        [.. ValidateIdentity(settings), .. ValidateWork(settings), .. ValidateTtl(settings), .. ValidateRetries(settings)];

    private static IEnumerable<string> ValidateIdentity(RegistrarSettings settings)
    {
        if (!HostName().IsMatch(settings.Host))
        {
            yield return $"Registrar:Host is '{settings.Host}': letters, digits, '.', '-' and '_' would work, such as {Environment.MachineName}.";
        }

        if (settings.Id is { } id && (string.IsNullOrWhiteSpace(id) || id.Length > LongestMark))
        {
            yield return $"Registrar:Id is '{id}': a text of 1 to {LongestMark} characters would work, such as {Environment.MachineName}.";
        }

        if (settings.Address is { } given && Uri.CheckHostName(given) == UriHostNameType.Unknown)
        {
            yield return $"Registrar:Address is '{settings.Address}': a host name or IP address would work, such as 127.0.0.1.";
        }
    }

    private static IEnumerable<string> ValidateWork(RegistrarSettings settings)
    {
        if (settings.Resync < Shortest || settings.Resync > LongestResync)
        {
            yield return $"Registrar:Resync is '{settings.Resync:c}': {Shortest:c} to {LongestResync:c} would work.";
        }

        if (settings.Tags.Contains("{{", StringComparison.Ordinal))
        {
            yield return $"Registrar:Tags (-tags) is '{settings.Tags}': templates ('{{{{') are not supported; plain tags such as blue,eu-1 would work, and "
                + "SERVICE_TAGS for what differs between containers.";
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

    // registrator's rules: both or neither, and the heartbeat the shorter one.
    private static IEnumerable<string> ValidateTtl(RegistrarSettings settings)
    {
        if (settings is { Ttl.Ticks: 0, TtlRefresh.Ticks: 0 })
        {
            yield break;
        }

        if (settings.Ttl < ShortestTtl || settings.Ttl > LongestTtl)
        {
            yield return $"Registrar:Ttl (-ttl) is '{settings.Ttl:c}': {ShortestTtl:c} to {LongestTtl:c} would work together with Registrar:TtlRefresh, or 0 for both.";
        }

        if (settings.TtlRefresh < Shortest || settings.TtlRefresh >= settings.Ttl)
        {
            yield return $"Registrar:TtlRefresh (-ttl-refresh) is '{settings.TtlRefresh:c}': something shorter than Registrar:Ttl (-ttl), which is "
                + $"'{settings.Ttl:c}', would work, such as a third of it, or 0 for both.";
        }
    }

    private static IEnumerable<string> ValidateRetries(RegistrarSettings settings)
    {
        if (settings.RetryAttempts < -1)
        {
            yield return $"Registrar:RetryAttempts (-retry-attempts) is '{settings.RetryAttempts}': 0 or more would work, or -1 to try for ever.";
        }

        if (settings.RetryInterval < TimeSpan.FromMilliseconds(1) || settings.RetryInterval > LongestRetry)
        {
            yield return $"Registrar:RetryInterval (-retry-interval) is '{settings.RetryInterval:c}': 1 ms to {LongestRetry:c} would work.";
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,253}\z")]
    private static partial Regex HostName();
}

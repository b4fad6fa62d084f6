namespace Mesh.ServiceDefaults.Drain;

internal static class DrainOptionsValidator
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    public static IEnumerable<string> Validate(DrainOptions options)
    {
        if (options.Delay < TimeSpan.Zero || options.Delay > LongestDelay)
        {
            yield return $"Drain:Delay is '{options.Delay:c}': 00:00:00 to {LongestDelay:c} would work.";
        }

        if (options.Timeout < TimeSpan.Zero || options.Timeout > LongestTimeout)
        {
            yield return $"Drain:Timeout is '{options.Timeout:c}': 00:00:00 to {LongestTimeout:c} would work.";
        }
    }
}

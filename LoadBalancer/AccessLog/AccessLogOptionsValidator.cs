namespace Mesh.LoadBalancer.AccessLog;

/// <summary>Checks <see cref="AccessLogOptions"/> and names every error at once.</summary>
internal static class AccessLogOptionsValidator
{
    private const long MostBytes = 1L << 40;

    public static IEnumerable<string> Validate(AccessLogOptions options)
    {
        string?[] findings =
        [
            options.Share is >= 0 and <= 1 ? null : $"LoadBalancer:AccessLog:Share is '{options.Share}': 0 to 1 would work.",
            options.MaxFileBytes is 0 or (>= 4096 and <= MostBytes)
                ? null : $"LoadBalancer:AccessLog:MaxFileBytes is '{options.MaxFileBytes}': 4096 to {MostBytes} would work, or 0 for no limit.",
            options.KeptFiles is >= 1 and <= 1000 ? null : $"LoadBalancer:AccessLog:KeptFiles is '{options.KeptFiles}': 1 to 1000 would work.",
            options is { Format: not AccessLogFormat.Off, File: { } file } && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder)
                ? $"LoadBalancer:AccessLog:File is '{file}', but there is no folder '{folder}': a file in a folder that exists would work." : null,
        ];
        return findings.OfType<string>();
    }
}

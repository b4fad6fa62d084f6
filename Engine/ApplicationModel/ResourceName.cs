namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rule for names: they become host names, environment variables and folder names.</summary>
internal static class ResourceName
{
    private const int MaximumLength = 64;
    private const int SuffixLength = 8;

    public static void Validate(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var problem =
            name.Length > MaximumLength ? $"it has {name.Length} characters; at most {MaximumLength} are allowed" :
            !char.IsAsciiLetter(name[0]) ? "it must begin with a letter (a to z)" :
            name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-') ? "only letters, digits and hyphens are allowed" :
            name[^1] == '-' || name.Contains("--", StringComparison.Ordinal) ? "hyphens must stand alone and not at the end" :
            null;
        if (problem is not null)
        {
            throw new ArgumentException($"Resource name '{name}' is invalid: {problem}.", nameof(name));
        }
    }

    /// <summary>The id of one running instance: <c>{resource}-{8 random lowercase letters}</c>, as Aspire writes it.</summary>
    public static string NewInstanceId(string name) =>
        $"{name}-{new string(Random.Shared.GetItems<char>("abcdefghijklmnopqrstuvwxyz", SuffixLength))}";

    /// <summary>The random part of an instance id: the telemetry's <c>service.instance.id</c>.</summary>
    public static string InstanceSuffix(string instanceId) => instanceId[^SuffixLength..];
}

namespace Aspire.Hosting.Publishing;

/// <summary>A value that the Compose file leaves to <c>.env</c>.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Comment">What it is for.</param>
internal sealed record ComposeVariable(string Name, string Comment)
{
    /// <summary>How the Compose file refers to it.</summary>
    public string Placeholder => $"${{{Name}}}";

    /// <summary>The variable <c>{RESOURCE}_{PART}</c>.</summary>
    public static ComposeVariable Of(string resource, string part, string comment) =>
        new($"{new string([.. resource.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_')])}_{part}", comment);
}

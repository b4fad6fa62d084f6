namespace Aspire.Hosting.ApplicationModel;

/// <summary>The project is started with the named launch profile.</summary>
/// <param name="launchProfileName">A profile of <c>Properties/launchSettings.json</c>.</param>
public sealed class LaunchProfileAnnotation(string launchProfileName) : IResourceAnnotation
{
    /// <summary>A profile of <c>Properties/launchSettings.json</c>.</summary>
    public string LaunchProfileName { get; } = launchProfileName ?? throw new ArgumentNullException(nameof(launchProfileName));
}

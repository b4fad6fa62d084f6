namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource starts only when somebody starts it.</summary>
public class ExplicitStartupAnnotation : IResourceAnnotation;

/// <summary>The project is started without a launch profile.</summary>
public class ExcludeLaunchProfileAnnotation : IResourceAnnotation;

/// <summary>The project is started with the named launch profile.</summary>
/// <param name="launchProfileName">A profile of <c>Properties/launchSettings.json</c>.</param>
public sealed class LaunchProfileAnnotation(string launchProfileName) : IResourceAnnotation
{
    /// <summary>A profile of <c>Properties/launchSettings.json</c>.</summary>
    public string LaunchProfileName { get; } = launchProfileName ?? throw new ArgumentNullException(nameof(launchProfileName));
}

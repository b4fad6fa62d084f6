namespace Aspire.Hosting.ApplicationModel;

/// <summary>The project is started without a launch profile.</summary>
public class ExcludeLaunchProfileAnnotation : IResourceAnnotation;

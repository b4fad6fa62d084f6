namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource starts only when somebody starts it.</summary>
public class ExplicitStartupAnnotation : IResourceAnnotation;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which endpoints <c>ASPNETCORE_URLS</c> names.</summary>
internal sealed class EndpointsInEnvironmentAnnotation(Func<EndpointAnnotation, bool> includes) : IResourceAnnotation
{
    public Func<EndpointAnnotation, bool> Includes { get; } = includes ?? throw new ArgumentNullException(nameof(includes));
}

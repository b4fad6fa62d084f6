namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that can be used both at run time and when publishing.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

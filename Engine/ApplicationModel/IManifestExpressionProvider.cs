namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives the placeholder that stands for a value when the application is published.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The placeholder, such as <c>{web.bindings.http.url}</c>.</summary>
    string ValueExpression { get; }
}

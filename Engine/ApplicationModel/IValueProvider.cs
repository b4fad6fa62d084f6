namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives a value that is known only when the application runs.</summary>
public interface IValueProvider
{
    /// <summary>Waits until the value is known. <see langword="null"/> when there is none.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);

    /// <summary>The value as a certain resource is to see it.</summary>
    ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) => GetValueAsync(cancellationToken);
}

/// <summary>Gives the placeholder that stands for a value when the application is published.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The placeholder, such as <c>{web.bindings.http.url}</c>.</summary>
    string ValueExpression { get; }
}

/// <summary>A value that is put together from others.</summary>
public interface IValueWithReferences
{
    /// <summary>What the value refers to: resources, endpoints, expressions.</summary>
    IEnumerable<object> References { get; }
}

/// <summary>A value that can be used both at run time and when publishing.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

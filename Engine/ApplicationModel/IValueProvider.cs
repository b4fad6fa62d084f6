namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives a value that is known only when the application runs.</summary>
public interface IValueProvider
{
    /// <summary>Waits until the value is known. <see langword="null"/> when there is none.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);

    /// <summary>The value as a certain resource is to see it.</summary>
    ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) => GetValueAsync(cancellationToken);
}

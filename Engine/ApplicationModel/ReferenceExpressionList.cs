namespace Aspire.Hosting.ApplicationModel;

/// <summary>Several expressions joined by a separator.</summary>
internal sealed class ReferenceExpressionList(string separator) : IValueProvider, IManifestExpressionProvider
{
    private readonly List<ReferenceExpression> _items = [];

    public bool IsEmpty => _items.Count == 0;

    public string ValueExpression => string.Join(separator, _items.Select(item => item.ValueExpression));

    public void Add(ReferenceExpression item) => _items.Add(item);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => GetValueAsync(new(), cancellationToken);

    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        var values = new List<string?>();
        foreach (var item in _items)
        {
            values.Add(await item.GetValueAsync(context, cancellationToken));
        }

        return string.Join(separator, values);
    }
}

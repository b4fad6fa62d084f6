namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is put together from others.</summary>
public interface IValueWithReferences
{
    /// <summary>What the value refers to: resources, endpoints, expressions.</summary>
    IEnumerable<object> References { get; }
}

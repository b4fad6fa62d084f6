namespace Aspire.Hosting.ApplicationModel;

/// <summary>A variant of a Fluent UI icon.</summary>
public enum IconVariant
{
    /// <summary>Outlined.</summary>
    Regular,

    /// <summary>Filled.</summary>
    Filled,
}

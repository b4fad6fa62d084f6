namespace Mesh.Dashboard.Telemetry;

/// <summary>How an attribute's value is compared.</summary>
public enum AttributeComparison
{
    /// <summary>It is the text.</summary>
    Is,

    /// <summary>It is missing or another text.</summary>
    IsNot,

    /// <summary>The text is part of it.</summary>
    Contains,

    /// <summary>It is missing, or the text is no part of it.</summary>
    DoesNotContain,

    /// <summary>There is such an attribute.</summary>
    Exists,
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What happens to annotations of the same type when another one is added.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>They stay; the new one is added behind them.</summary>
    Append,

    /// <summary>They go; only the new one stays.</summary>
    Replace,
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What happens to a waiting resource when the other one fails.</summary>
public enum WaitBehavior
{
    /// <summary>It goes on waiting: somebody may start the other one again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>Its start fails.</summary>
    StopOnResourceUnavailable,
}

namespace Mesh.Registrar.Reconciliation;

/// <summary>Consul could not be reached or refused.</summary>
/// <param name="condition">The kind of trouble: the same text for the same trouble, however it shows.</param>
/// <param name="message">What happened, for people, with Consul's own words.</param>
/// <param name="cause">The error underneath.</param>
internal sealed class RegistryException(string condition, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The kind of trouble; a log line is written when it changes, not at every failure.</summary>
    public string Condition { get; } = condition;

    /// <summary>True when a token permits too little: that ends only when somebody does something, so that asking often is of no use.</summary>
    public bool IsDenied { get; init; }
}

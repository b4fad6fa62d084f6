namespace Aspire.Hosting.ApplicationModel;

/// <summary>For whom a value is looked up.</summary>
public class ValueProviderContext
{
    /// <summary>Whether the application runs or is published.</summary>
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>The resource that will use the value.</summary>
    public IResource? Caller { get; init; }

    /// <summary>The network from which the value is used.</summary>
    public NetworkIdentifier? Network { get; init; }

    /// <summary>The instance that will use the value: its own ports differ from those of its replicas.</summary>
    internal string? InstanceId { get; init; }
}

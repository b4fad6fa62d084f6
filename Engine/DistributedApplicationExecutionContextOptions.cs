namespace Aspire.Hosting;

/// <summary>What an execution context says.</summary>
/// <param name="operation">What is done with the model.</param>
public class DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation)
{
    /// <summary>What is done with the model.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>The application's services; <see langword="null"/> until it was built.</summary>
    public IServiceProvider? Services { get; set; }
}

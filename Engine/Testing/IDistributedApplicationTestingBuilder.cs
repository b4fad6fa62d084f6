namespace Aspire.Hosting.Testing;

/// <summary>Builds a distributed application for a test, which may still change it.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Builds the application.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

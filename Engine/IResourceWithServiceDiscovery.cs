using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A resource whose endpoints are handed to those that refer to it as <c>services__{name}__{endpoint}__{index}</c>.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

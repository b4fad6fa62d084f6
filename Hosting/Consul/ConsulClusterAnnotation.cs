using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Consul;

/// <summary>Makes a Consul resource a member of a cluster.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="IsServer">Whether it is one of the servers; otherwise it is an agent.</param>
internal sealed record ConsulClusterAnnotation(ConsulCluster Cluster, bool IsServer) : IResourceAnnotation;

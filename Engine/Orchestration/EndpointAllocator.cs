using System.Collections.Immutable;
using System.Net;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Proxying;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestration;

/// <summary>Gives every endpoint its address before anything starts, and connects shared addresses to the instances behind them.</summary>
internal sealed class EndpointAllocator(IConfiguration configuration) : IAsyncDisposable
{
    /// <summary>Set by tests, so that several applications can run at once: fixed ports of proxied endpoints are replaced by free ones.</summary>
    private const string RandomizePorts = "DcpPublisher:RandomizePorts";

    private readonly FreePorts _ports = new();
    private readonly Dictionary<EndpointAnnotation, SharedEndpoint> _shared = [];

    /// <summary>Allocates the endpoints of all resources.</summary>
    /// <exception cref="DistributedApplicationException">A fixed port is taken, or cannot be given to several instances.</exception>
    public void AllocateAll(DistributedApplicationModel model)
    {
        var randomize = configuration.GetValue<bool>(RandomizePorts);
        foreach (var resource in model.Resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                Check(resource, endpoint);
                var port = endpoint.IsProxied ? Share(resource, endpoint, randomize ? null : endpoint.Port) : endpoint.Port ?? _ports.Take(AddressOf(endpoint));
                endpoint.AllocatedEndpoint = new(endpoint, AddressOf(endpoint), port);
            }
        }
    }

    /// <summary>Chooses the ports on which one instance will listen: new ones at each start.</summary>
    public void AssignInstancePorts(IResource resource, string instanceId)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            // A container's target port is its own, inside; on this machine it is published at another.
            var fixedPort = resource is ContainerResource ? null : endpoint.TargetPort;
            endpoint.SetInstancePort(instanceId, endpoint.IsProxied ? fixedPort ?? _ports.Take(AddressOf(endpoint)) : endpoint.AllocatedEndpoint!.Port);
        }
    }

    /// <summary>Lets connections to the resource's shared addresses reach the instance.</summary>
    public void Connect(IResource resource, string instanceId) =>
        Change(resource, (shared, endpoint) => shared.Add(instanceId, new DnsEndPoint(endpoint.TargetHost, endpoint.InstancePort(instanceId)!.Value)));

    /// <summary>Keeps new connections away from the instance.</summary>
    public void Disconnect(IResource resource, string instanceId) => Change(resource, (shared, _) => shared.Remove(instanceId));

    public async ValueTask DisposeAsync()
    {
        foreach (var shared in _shared.Values)
        {
            await shared.Proxy.DisposeAsync();
        }

        _shared.Clear();
    }

    private int Share(IResource resource, EndpointAnnotation endpoint, int? port)
    {
        try
        {
            var shared = new SharedEndpoint(EndpointProxy.Start(AddressOf(endpoint), port ?? _ports.Take(AddressOf(endpoint))));
            _shared.Add(endpoint, shared);
            return shared.Proxy.Port;
        }
        catch (InvalidOperationException exception)
        {
            throw new DistributedApplicationException($"Endpoint '{endpoint.Name}' of resource '{resource.Name}' cannot be opened: {exception.Message}", exception);
        }
    }

    private void Change(IResource resource, Action<SharedEndpoint, EndpointAnnotation> change)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (_shared.TryGetValue(endpoint, out var shared))
            {
                change(shared, endpoint);
            }
        }
    }

    private static void Check(IResource resource, EndpointAnnotation endpoint)
    {
        if (resource.GetReplicaCount() is > 1 and var replicas && (!endpoint.IsProxied || endpoint.TargetPort is not null))
        {
            throw new DistributedApplicationException(
                $"Resource '{resource.Name}' has {replicas} replicas, which cannot all listen on the one port of its endpoint '{endpoint.Name}': " +
                "leave its target port open and its proxy on, or use one replica.");
        }
    }

    private static string AddressOf(EndpointAnnotation endpoint) => endpoint.TargetHost is "0.0.0.0" or "*" or "+" or "[::]" ? "localhost" : endpoint.TargetHost;

    private sealed class SharedEndpoint(EndpointProxy proxy)
    {
        private ImmutableDictionary<string, EndPoint> _instances = ImmutableDictionary<string, EndPoint>.Empty;

        public EndpointProxy Proxy { get; } = proxy;

        public void Add(string instanceId, EndPoint address) => Replace(instances => instances.SetItem(instanceId, address));

        public void Remove(string instanceId) => Replace(instances => instances.Remove(instanceId));

        private void Replace(Func<ImmutableDictionary<string, EndPoint>, ImmutableDictionary<string, EndPoint>> change)
        {
            lock (Proxy)
            {
                _instances = change(_instances);
                Proxy.SetBackends([.. _instances.Values]);
            }
        }
    }
}

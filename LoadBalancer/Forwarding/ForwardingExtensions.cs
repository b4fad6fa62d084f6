using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Forwarding;

internal static class ForwardingExtensions
{
    /// <summary>Puts <see cref="LeanForwarder"/> in front of YARP's own forwarder; call it after YARP's services are added.</summary>
    public static void AddLeanForwarder(this IServiceCollection services)
    {
        var yarp = services.Single(service => service.ServiceType == typeof(IHttpForwarder));
        services.Remove(yarp);
        services.AddKeyedSingleton(typeof(IHttpForwarder), LeanForwarder.Yarp, yarp.ImplementationType!);
        services.AddSingleton<ConnectionPools>();
        services.AddSingleton<RequestHead>();
        services.AddSingleton<IHttpForwarder, LeanForwarder>();
    }
}

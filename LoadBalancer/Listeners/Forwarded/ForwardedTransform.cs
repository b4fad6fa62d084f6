using Yarp.ReverseProxy.Transforms;

namespace Mesh.LoadBalancer.Listeners.Forwarded;

/// <summary>Applies <see cref="ForwardedHeaders"/> to requests that YARP's own forwarder sends.</summary>
internal sealed class ForwardedTransform(ForwardedHeaders rule) : RequestTransform
{
    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        foreach (var name in ForwardedHeaders.Names)
        {
            RemoveHeader(context, name);
        }

        var values = rule.Of(context.HttpContext);
        Add(context, ForwardedHeaders.For, values.For);
        Add(context, ForwardedHeaders.Host, values.Host);
        Add(context, ForwardedHeaders.Proto, values.Proto);
        return ValueTask.CompletedTask;
    }

    private static void Add(RequestTransformContext context, string name, string? value)
    {
        if (value is not null)
        {
            AddHeader(context, name, value);
        }
    }
}

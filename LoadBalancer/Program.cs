using Mesh.LoadBalancer;
using Mesh.LoadBalancer.Configuration;

if (Usage.PrintIfAsked(args))
{
    return;
}

LoadBalancerApplication.Create(args).Run();

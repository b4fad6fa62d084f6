using Mesh.LoadBalancer;
using Mesh.LoadBalancer.Configuration;

if (HealthProbe.RunIfAsked(args, new LoadBalancerOptions().AdminUrl, $"LoadBalancer:{nameof(LoadBalancerOptions.AdminUrl)}") is { } exitCode)
{
    return exitCode;
}

if (Usage.PrintIfAsked(args))
{
    return 0;
}

LoadBalancerApplication.Create(args).Run();
return 0;

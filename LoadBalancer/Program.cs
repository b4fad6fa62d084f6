using Mesh.LoadBalancer;
using Mesh.LoadBalancer.Configuration;
using Mesh.LoadBalancer.Listeners;

if (HealthProbe.RunIfAsked(args, new LoadBalancerOptions().AdminUrl, $"LoadBalancer:{nameof(LoadBalancerOptions.AdminUrl)}") is { } exitCode)
{
    return exitCode;
}

if (Usage.PrintIfAsked(args))
{
    return 0;
}

InlineCompletions.Use();
LoadBalancerApplication.Create(args).Run();
return 0;

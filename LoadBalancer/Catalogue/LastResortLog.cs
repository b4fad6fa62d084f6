namespace Mesh.LoadBalancer.Catalogue;

/// <summary>Tells when a service has nothing left but instances of lost nodes, and when it has others again.</summary>
internal sealed partial class LastResortLog(ILogger<LastResortLog> logger)
{
    public void Tell(CatalogueSnapshot last, CatalogueSnapshot next, IReadOnlyCollection<string> changed)
    {
        foreach (var name in changed)
        {
            var before = last.Services.GetValueOrDefault(name);
            var now = next.Services.GetValueOrDefault(name);
            if (now?.IsOnLastResort == true && before?.IsOnLastResort != true)
            {
                Began(name, now.Instances.Count(instance => instance.IsLastResort), now.Instances.First(instance => instance.IsLastResort).Reason);
            }
            else if (before?.IsOnLastResort == true && now?.Instances.Any(instance => instance.IsAvailable) == true)
            {
                Ended(name);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Service '{Service}' has no instance left but {Instances} whose nodes Consul lost: requests go to those as a last resort. {Reason}", EventName = nameof(Began))]
    private partial void Began(string service, int instances, string? reason);

    [LoggerMessage(2, LogLevel.Information, "Service '{Service}' has instances on nodes that Consul knows again.", EventName = nameof(Ended))]
    private partial void Ended(string service);
}

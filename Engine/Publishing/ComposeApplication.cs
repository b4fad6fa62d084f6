using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Publishing;

/// <summary>The application as a Compose file: the dashboard, then each container and project in the order of the model.</summary>
internal sealed class ComposeApplication
{
    private const string DashboardImage = "mcr.microsoft.com/dotnet/nightly/aspire-dashboard:latest";

    private readonly DockerComposeEnvironmentResource _environment;
    private readonly DistributedApplicationModel _model;
    private readonly DistributedApplicationExecutionContext _context;
    private readonly SortedDictionary<string, ComposeVariable> _variables = new(StringComparer.Ordinal);

    public ComposeApplication(DockerComposeEnvironmentResource environment, DistributedApplicationModel model, DistributedApplicationExecutionContext context)
    {
        (_environment, _model, _context) = (environment, model, context);
    }

    public ComposeFile File { get; } = new();

    /// <summary>What is left to <c>.env</c>.</summary>
    public Dictionary<string, CapturedEnvironmentVariable> Variables { get; } = new(StringComparer.Ordinal);

    /// <exception cref="DistributedApplicationException">A value of the model cannot be published.</exception>
    public async Task<ComposeApplication> WriteAsync(CancellationToken cancellationToken)
    {
        if (_environment.DashboardEnabled)
        {
            File.AddService(Dashboard());
        }

        var ports = new ComposePorts(_variables);
        var services = new ComposeServices(_environment, _context, ports, new ComposeValues(ports, _variables), new ComposeMounts(File, _variables), _variables);
        foreach (var resource in _model.Resources.Where(ComposeServices.IsPublished))
        {
            File.AddService(await services.WriteAsync(resource, cancellationToken));
        }

        File.AddNetwork(new() { Name = _environment.Network, Driver = "bridge" });
        _environment.FileChanges.ForEach(change => change(File));
        foreach (var variable in _variables.Values)
        {
            Variables[variable.Name] = new() { Name = variable.Name, Description = variable.Comment };
        }

        _environment.VariableChanges.ForEach(change => change(Variables));
        return this;
    }

    private Service Dashboard() => new()
    {
        Name = _environment.DashboardName,
        Image = DashboardImage,
        Ports = ["18888"],
        Expose = ["18889", "18890"],
        Networks = [_environment.Network],
        Restart = "always",
    };
}

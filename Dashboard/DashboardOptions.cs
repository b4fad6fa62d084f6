namespace Mesh.Dashboard;

/// <summary>What the dashboard is started with.</summary>
public sealed record DashboardOptions
{
    /// <summary>Where people open it. Default <c>http://localhost:18888</c>.</summary>
    public string Url { get; init; } = "http://localhost:18888";
}

namespace Mesh.Consul;

internal sealed class Status(ConsulConnection connection) : IStatus
{
    public async Task<string?> LeaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            var leader = await connection.ReadAsync(new(HttpMethod.Get, "status/leader", "no rule"), ConsulJson.Default.String, cancellationToken);
            return leader.Length > 0 ? leader : null;
        }
        catch (ConsulException e) when (e.Failure == ConsulFailure.NoLeader)
        {
            return null;
        }
    }
}

namespace Mesh.Consul;

internal sealed class HttpConsulClient(ConsulConnection connection) : IConsulClient
{
    public IAgent Agent { get; } = new Agent(connection);

    public ICatalog Catalog { get; } = new Catalog(connection);

    public IHealth Health { get; } = new Health(connection);

    public IKeyValue KeyValue { get; } = new KeyValue(connection);

    public IStatus Status { get; } = new Status(connection);

    public void Dispose() => connection.Dispose();
}

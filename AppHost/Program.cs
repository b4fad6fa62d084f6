// A command such as "scale web=5" goes to the AppHost that already runs, and ends here.
MeshCommandLine.RunCommandIn(args);

var builder = DistributedApplication.CreateBuilder(args);

// Where it is published to: dotnet run --project AppHost -- --operation publish --step publish --output-path out
builder.AddDockerComposeEnvironment("mesh");

// The catalogue: which instances there are, and how healthy.
var consul = builder.AddConsul("consul", builder.Port("consul", 8500));

// The service: three instances at first, ten at most. While it runs: dotnet run --project AppHost -- scale web=5
builder.AddReplicaSet<Projects.SimpleWeb>("web", replicas: 3, max: 10)
    .WithInstances(web => web.WithEnvironment("SERVICE_TAGS", "backend").WithHealthProbe());

// The registrar: enters each single instance into the catalogue. The services themselves know nothing of it.
builder.AddProject<Projects.Registrar>("registrar")
    .WithHttpEndpoint(name: "http", isProxied: false)
    .WithHttpHealthCheck("/health")
    .WithHealthProbe()
    .WithInstanceFeed()
    .WithReference(consul).WaitFor(consul);

// The load balancer: spreads requests over the instances that the catalogue calls healthy.
var lb = builder.AddProject<Projects.LoadBalancer>("lb")
    .WithHttpEndpoint(builder.Port("lb", 8080), name: "http", isProxied: false).WithExternalHttpEndpoints()
    .WithHttpEndpoint(builder.Port("lb-admin", 8081), name: "admin", isProxied: false)
    .WithEndpointsInEnvironment(endpoint => endpoint.Name != "admin")
    .WithEnvironment("LoadBalancer__DefaultService", "web")
    .WithHttpHealthCheck("/health", endpointName: "admin")
    .WithHealthProbe()
    .WithoutRegistration()
    .WithReference(consul).WaitFor(consul);
if (builder.ExecutionContext.IsRunMode)
{
    lb.WithEnvironment("LoadBalancer__AdminUrl", lb.GetEndpoint("admin"));
}

builder.Build().Run();

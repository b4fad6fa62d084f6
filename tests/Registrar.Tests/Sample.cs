using System.Collections.Immutable;
using Mesh.Consul;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Tests.Metadata;

namespace Mesh.Registrar.Tests;

/// <summary>Instances and entries as tests want them.</summary>
internal static class Sample
{
    public const string Owner = "test-registrar";

    public static Instance Instance(string id = "web-1", int port = 5000, string state = "Running", string? health = "Healthy", params string[] variables) =>
        new() { Id = id, Resource = "web", State = state, Health = health, Addresses = [$"http://localhost:{port}"], Environment = Variables.Of(variables) };

    public static ServiceEntry Entry(string id = "host:web-1:5000", CheckStatus status = CheckStatus.Passing) => new()
    {
        Id = id,
        Name = "web",
        Address = "127.0.0.1",
        Port = 5000,
        Tags = ["backend"],
        Meta = ImmutableSortedDictionary<string, string>.Empty.Add("mesh-owner", Owner),
        Weight = 1,
        Check = EntryCheck.For(id, null, "127.0.0.1", 5000),
        Status = status,
        Reason = "is Running",
        Instance = "web-1",
    };

    public static RegisteredEntry Registered(ServiceEntry entry) => new(
        new RegisteredService
        {
            Id = entry.Id,
            Name = entry.Name,
            Address = entry.Address,
            Port = entry.Port,
            Tags = entry.Tags,
            Meta = entry.Meta,
            Weights = new(entry.Weight, 1),
        },
        new Dictionary<string, HealthCheck>
        {
            [entry.Check.Id] = new() { CheckId = entry.Check.Id, ServiceId = entry.Id, Notes = entry.Check.Notes, Status = entry.Status },
        });

    /// <summary>The status of an entry's only check.</summary>
    public static CheckStatus Status(this RegisteredEntry entry) => entry.Checks.Values.Single().Status;
}

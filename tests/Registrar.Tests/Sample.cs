using System.Collections.Immutable;
using Mesh.Consul;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Metadata;
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
        Checks = Checks(id),
        Status = status,
        Reason = "is Running",
        Instance = "web-1",
    };

    /// <summary>The checks of an entry of instance web-1 at 127.0.0.1:5000 whose metadata ask for these.</summary>
    public static ImmutableArray<EntryCheck> Checks(string id, params ImmutableArray<CheckMetadata> asked) =>
        EntryChecks.For(new(id, "127.0.0.1", 5000, "web-1", 5000), asked, new());

    public static RegisteredEntry Registered(ServiceEntry entry) => new(
        new RegisteredService
        {
            Id = entry.Id,
            Name = entry.Name,
            Address = entry.Address,
            Port = entry.Port,
            Tags = entry.Tags,
            Meta = entry.Meta,
            Weights = new(entry.Weight, entry.WarningWeight),
            EnableTagOverride = entry.EnableTagOverride,
        },
        entry.Checks.ToDictionary(
            check => check.Id,
            check => new HealthCheck { CheckId = check.Id, ServiceId = entry.Id, Notes = check.Notes, Status = entry.Status }));

    /// <summary>The status of an entry's only check.</summary>
    public static CheckStatus Status(this RegisteredEntry entry) => entry.Checks.Values.Single().Status;
}

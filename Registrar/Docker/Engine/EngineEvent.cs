using System.Text.Json.Serialization;

namespace Mesh.Registrar.Docker.Engine;

/// <summary>Something that happened in the engine.</summary>
internal sealed record EngineEvent
{
    /// <summary><c>container</c> or <c>network</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>What happened, such as <c>start</c> or <c>health_status: healthy</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>When, in nanoseconds since 1970; 0 where the engine does not say.</summary>
    [JsonPropertyName("timeNano")]
    public long TimeNano { get; init; }

    /// <summary>When; null where the engine does not say.</summary>
    [JsonIgnore]
    public DateTimeOffset? At => TimeNano > 0 ? DateTimeOffset.UnixEpoch.AddTicks(TimeNano / TimeSpan.NanosecondsPerTick) : null;

    /// <summary>To whom.</summary>
    public Subject Actor { get; init; } = new();

    /// <summary>The container it concerns; null where it concerns none.</summary>
    public string? Container => Type == "container" ? Actor.ID : Actor.Attributes?.GetValueOrDefault("container");

    /// <summary>An attribute's number; null where there is none.</summary>
    public int? Number(string attribute) => int.TryParse(Actor.Attributes?.GetValueOrDefault(attribute), out var number) ? number : null;

    /// <summary>The thing that an event is about.</summary>
    internal sealed record Subject
    {
        /// <summary>Id of the container or network.</summary>
        public string ID { get; init; } = "";

        /// <summary>More about the event: <c>signal</c>, <c>exitCode</c>, a network's <c>container</c>, and the container's labels.</summary>
        public Dictionary<string, string>? Attributes { get; init; }
    }
}

using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>The state of a check, in order of badness.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckStatus>))]
public enum CheckStatus
{
    /// <summary>All is well.</summary>
    [JsonStringEnumMemberName("passing")]
    Passing,

    /// <summary>Works, but something is not as it should be.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Does not work; nothing should be routed there.</summary>
    [JsonStringEnumMemberName("critical")]
    Critical,
}

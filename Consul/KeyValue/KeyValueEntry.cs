using System.Text;
using System.Text.Json.Serialization;

namespace Mesh.Consul;

/// <summary>One entry of the key/value store.</summary>
public sealed record KeyValueEntry
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The stored bytes; empty when the entry has no value.</summary>
    public ReadOnlyMemory<byte> Value { get; init; }

    /// <summary>A number that its writers give it, of no meaning to Consul.</summary>
    public ulong Flags { get; init; }

    /// <summary>The index at which the entry was made.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The index at which the entry last changed: what check-and-set compares.</summary>
    public ulong ModifyIndex { get; init; }

    /// <summary>The value as UTF-8 text.</summary>
    [JsonIgnore]
    public string Text => Encoding.UTF8.GetString(Value.Span);
}

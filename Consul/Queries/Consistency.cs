namespace Mesh.Consul;

/// <summary>How fresh an answer must be. See "Consistency Modes" of Consul's documentation.</summary>
public enum Consistency
{
    /// <summary>The leader answers; in rare cases an old leader may still answer. Consul's default.</summary>
    Default,

    /// <summary>The leader answers after it asked its peers whether it still leads. Costs one round trip more.</summary>
    Consistent,

    /// <summary>Any server answers, also without a leader. <see cref="QueryResult{T}.LastContact"/> says how old the answer may be.</summary>
    Stale,
}

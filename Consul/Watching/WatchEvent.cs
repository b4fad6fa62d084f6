namespace Mesh.Consul;

/// <summary>What a watch tells its consumer: a <see cref="WatchAnswer{T}"/> or a <see cref="WatchFailure{T}"/>.</summary>
public abstract record WatchEvent<T>;

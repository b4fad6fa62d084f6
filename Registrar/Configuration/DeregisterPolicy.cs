namespace Mesh.Registrar.Configuration;

/// <summary>Which containers that ended are taken out of Consul, as registrator's <c>-deregister</c> names it.</summary>
internal enum DeregisterPolicy
{
    /// <summary>Every one, however it ended.</summary>
    Always,

    /// <summary>
    /// Those that ended by exit code 0 or by a signal (128 and more, as registrator counts it). One that failed stays registered, critical,
    /// until it is removed or runs again.
    /// </summary>
    OnSuccess,
}

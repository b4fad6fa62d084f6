namespace Aspire.Hosting.Containers;

/// <summary>Where a mount comes from.</summary>
internal enum ContainerMountKind
{
    /// <summary>A directory or file of this machine.</summary>
    Bind,

    /// <summary>A volume the engine keeps.</summary>
    Volume,
}

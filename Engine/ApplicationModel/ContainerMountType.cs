namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is mounted into a container.</summary>
public enum ContainerMountType
{
    /// <summary>A file or folder of the host.</summary>
    BindMount,

    /// <summary>A volume that the container engine keeps.</summary>
    Volume,
}

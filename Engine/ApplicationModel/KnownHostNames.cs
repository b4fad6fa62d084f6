namespace Aspire.Hosting.ApplicationModel;

/// <summary>Host names with a fixed meaning.</summary>
public static class KnownHostNames
{
    /// <summary>This machine.</summary>
    public const string Localhost = "localhost";

    /// <summary>From inside a container, the machine around it.</summary>
    public const string DockerDesktopHostBridge = "host.docker.internal";
}

using System.Net.Sockets;

namespace Mesh.Hosting.Consul;

/// <summary>Tells whether a container runtime with Docker's API answers on this machine.</summary>
internal static class ContainerRuntime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Whether a runtime listens at <paramref name="dockerHost"/> (as in the variable DOCKER_HOST), or where Docker does when that is not set.</summary>
    public static bool Answers(string? dockerHost)
    {
        if (string.IsNullOrEmpty(dockerHost))
        {
            return DefaultAddresses().Any(Listens);
        }

        return Uri.TryCreate(dockerHost, UriKind.Absolute, out var address) && Listens(address);
    }

    private static IEnumerable<Uri> DefaultAddresses()
    {
        if (OperatingSystem.IsWindows())
        {
            return [new("npipe://./pipe/docker_engine")];
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return [new("unix:///var/run/docker.sock"), new($"unix://{home}/.docker/run/docker.sock")];
    }

    private static bool Listens(Uri address)
    {
        // A pipe exists only while its server does; a socket file outlives it.
        return address.Scheme switch
        {
            "npipe" => File.Exists($@"\\.\pipe\{Path.GetFileName(address.AbsolutePath)}"),
            "unix" => File.Exists(address.AbsolutePath) && Connects(AddressFamily.Unix, socket => socket.ConnectAsync(new UnixDomainSocketEndPoint(address.AbsolutePath))),
            "tcp" or "http" or "https" => Connects(AddressFamily.InterNetworkV6, socket => socket.ConnectAsync(address.Host, address.Port)),
            _ => false,
        };
    }

    private static bool Connects(AddressFamily family, Func<Socket, Task> connect)
    {
        using var socket = new Socket(family, SocketType.Stream, family == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            if (family == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = true;
            }

            return connect(socket).Wait(Patience);
        }
        catch (AggregateException exception) when (exception.InnerException is SocketException)
        {
            return false;
        }
    }
}

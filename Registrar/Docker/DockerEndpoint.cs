namespace Mesh.Registrar.Docker;

/// <summary>Where the Docker engine is, from the same variables as the docker command's.</summary>
internal sealed record DockerEndpoint
{
    /// <summary>The variable that holds the address: <c>unix:///path</c> or <c>tcp://host:port</c>.</summary>
    public const string HostVariable = "DOCKER_HOST";

    /// <summary>Set to anything: TLS, with the engine's certificate verified.</summary>
    public const string TlsVariable = "DOCKER_TLS_VERIFY";

    /// <summary>The folder of <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>; default <c>~/.docker</c>.</summary>
    public const string CertificatesVariable = "DOCKER_CERT_PATH";

    /// <summary>Where registrator's users mount the engine's socket.</summary>
    public const string RegistratorSocket = "/tmp/docker.sock";

    /// <summary>Where the engine puts its socket.</summary>
    public const string DefaultSocket = "/var/run/docker.sock";

    /// <summary>The address as it was given, for people.</summary>
    public required string Text { get; init; }

    /// <summary>Path of the unix socket; null for TCP.</summary>
    public string? Socket { get; init; }

    /// <summary>What requests are made to.</summary>
    public Uri Base { get; init; } = new("http://docker");

    /// <summary>Folder of the certificates; null without TLS.</summary>
    public string? Certificates { get; init; }

    /// <summary>The engine whose socket is at <paramref name="path"/>.</summary>
    public static DockerEndpoint At(string path) => new() { Text = $"unix://{path}", Socket = path };

    /// <summary>Whether there is an engine to be expected: somebody named it, or its socket is there.</summary>
    public static bool CanBeFound(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[HostVariable]) || File.Exists(RegistratorSocket) || File.Exists(DefaultSocket);

    /// <summary>
    /// Reads the address: <c>DOCKER_HOST</c>, else registrator's socket where there is one, else the default socket. Null, with an error,
    /// where the address cannot be used.
    /// </summary>
    public static DockerEndpoint? Read(IConfiguration configuration, List<string> errors)
    {
        if (configuration[HostVariable] is not { Length: > 0 } text)
        {
            return At(File.Exists(RegistratorSocket) ? RegistratorSocket : DefaultSocket);
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            switch (address)
            {
                case { Scheme: "unix", Host: "", AbsolutePath.Length: > 1 }:
                    return At(address.AbsolutePath);
                case { Scheme: "tcp" or "http" or "https", Host.Length: > 0, UserInfo: "", Query: "" }:
                    return OverTcp(text, address, configuration, errors);
            }
        }

        errors.Add($"{HostVariable} is '{text}': unix:///var/run/docker.sock or tcp://host:2376 would work.");
        return null;
    }

    private static DockerEndpoint? OverTcp(string text, Uri address, IConfiguration configuration, List<string> errors)
    {
        var port = address.Port > 0 && !(address.IsDefaultPort && address.Scheme != "tcp") ? address.Port : 0;
        if (configuration[TlsVariable] is not { Length: > 0 } && address.Scheme != "https")
        {
            return new() { Text = text, Base = new UriBuilder("http", address.Host, port == 0 ? 2375 : port).Uri };
        }

        var folder = configuration[CertificatesVariable] is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");
        string[] missing = [.. new[] { "ca.pem", "cert.pem", "key.pem" }.Where(file => !File.Exists(Path.Combine(folder, file)))];
        if (missing.Length > 0)
        {
            errors.Add($"{CertificatesVariable} is '{folder}', where {string.Join(", ", missing)} cannot be found: the folder of the engine's client certificates would work.");
            return null;
        }

        return new() { Text = text, Base = new UriBuilder("https", address.Host, port == 0 ? 2376 : port).Uri, Certificates = folder };
    }
}

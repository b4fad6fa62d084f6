using Microsoft.Extensions.Configuration;

namespace Mesh.Consul;

/// <summary>Where Consul is and how to talk to it. The names, meanings and precedence of the variables are those of Consul's own tools.</summary>
public sealed record ConsulOptions
{
    /// <summary>
    /// <c>CONSUL_HTTP_ADDR</c>: the agent's HTTP API. <c>host:port</c>, <c>http://…</c>, <c>https://…</c> or <c>unix:///path/to/socket</c>;
    /// a path is put before <c>/v1</c>. Default <c>http://127.0.0.1:8500</c>.
    /// </summary>
    public string Address { get; init; } = "http://127.0.0.1:8500";

    /// <summary><c>CONSUL_HTTP_TOKEN</c>: the ACL token's secret id, sent with every request. Default none. Never shown anywhere.</summary>
    public string? Token { get; init; }

    /// <summary><c>CONSUL_HTTP_TOKEN_FILE</c>: a file that holds the token; read at the start and again when Consul denies something. Preferred to
    /// <see cref="Token"/>. Default none.</summary>
    public string? TokenFile { get; init; }

    /// <summary><c>CONSUL_HTTP_SSL</c>: use TLS also when <see cref="Address"/> does not say <c>https</c>. Default false.</summary>
    public bool UseTls { get; init; }

    /// <summary><c>CONSUL_CACERT</c>: a PEM file with the authorities that may sign Consul's certificate. Default: the system's.</summary>
    public string? CaCertificate { get; init; }

    /// <summary><c>CONSUL_CLIENT_CERT</c>: a PEM file with the certificate that this client shows. Needs <see cref="ClientKey"/>. Default none.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary><c>CONSUL_CLIENT_KEY</c>: a PEM file with the key of <see cref="ClientCertificate"/>. Default none.</summary>
    public string? ClientKey { get; init; }

    /// <summary>
    /// How long one answer may take, connecting included; a blocking query gets it on top of its own wait. Default 10 s, range 100 ms to 10 min.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Reads the process's environment variables.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A variable is wrong; lists every error.</exception>
    public static ConsulOptions FromEnvironment() => ConsulVariables.Read(Environment.GetEnvironmentVariable);

    /// <summary>Reads the variables of Consul from a configuration, whose keys are the variables' names.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A variable is wrong; lists every error.</exception>
    public static ConsulOptions FromConfiguration(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return ConsulVariables.Read(name => configuration[name]);
    }

    /// <summary>The address and whether there is a token: nothing secret.</summary>
    public override string ToString() =>
        $"Consul at {Address}{(Token is null && TokenFile is null ? "" : ", with a token")}";
}

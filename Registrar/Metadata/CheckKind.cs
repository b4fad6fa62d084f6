namespace Mesh.Registrar.Metadata;

/// <summary>What a check does. The names are those of the variables that ask for it, in registrator's order.</summary>
internal enum CheckKind
{
    /// <summary>SERVICE_CHECK_HTTP: the agent asks for a path.</summary>
    Http,

    /// <summary>SERVICE_CHECK_HTTPS: the same over TLS.</summary>
    Https,

    /// <summary>SERVICE_CHECK_CMD: the agent runs <c>check-cmd</c>, which runs a command in the container.</summary>
    Cmd,

    /// <summary>SERVICE_CHECK_SCRIPT: the agent runs a shell command.</summary>
    Script,

    /// <summary>SERVICE_CHECK_TTL: the registrar reports what the source says, and silence is critical.</summary>
    Ttl,

    /// <summary>SERVICE_CHECK_TCP: the agent connects.</summary>
    Tcp,

    /// <summary>SERVICE_CHECK_GRPC: the agent asks gRPC's standard health service.</summary>
    Grpc,
}

namespace Mesh.Dashboard.Hosting;

/// <summary>What a port is for.</summary>
internal enum ListenerKind
{
    /// <summary>Pages, for people.</summary>
    Browser,

    /// <summary>Telemetry by gRPC.</summary>
    OtlpGrpc,

    /// <summary>Telemetry by HTTP.</summary>
    OtlpHttp,
}

namespace Mesh.LoadBalancer.AccessLog;

/// <summary>What is written down of a request.</summary>
/// <param name="At">When it began.</param>
/// <param name="Client">The client's address, or null.</param>
/// <param name="Method">Its method.</param>
/// <param name="Host">The host it was for.</param>
/// <param name="Target">Path and query as the client wrote them.</param>
/// <param name="Protocol">Such as <c>HTTP/1.1</c>.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Bytes">How many bytes the body of the answer had; 0 for an upgraded connection.</param>
/// <param name="Seconds">How long it took, to the last byte of the answer.</param>
/// <param name="Referer">The header, or empty.</param>
/// <param name="UserAgent">The header, or empty.</param>
/// <param name="Service">The service it was routed to, or null.</param>
/// <param name="Instance">The instance that was asked last, or null.</param>
/// <param name="Retries">How many further instances were asked after the first.</param>
/// <param name="TraceId">The id of its trace (W3C), or null.</param>
internal sealed record AccessEntry(
    DateTimeOffset At,
    string? Client,
    string Method,
    string Host,
    string Target,
    string Protocol,
    int Status,
    long Bytes,
    double Seconds,
    string Referer,
    string UserAgent,
    string? Service,
    string? Instance,
    int Retries,
    string? TraceId);

namespace Mesh.Dashboard.Stage;

/// <summary>Where a staged dashboard is.</summary>
/// <param name="Url">Its pages.</param>
/// <param name="LoginUrl">Its pages, for one who is then logged in.</param>
/// <param name="OtlpGrpcUrl">Its receiver of telemetry by gRPC.</param>
/// <param name="OtlpHttpUrl">Its receiver of telemetry by HTTP.</param>
/// <param name="OtlpApiKey">What senders present.</param>
public sealed record StagedAddresses(Uri Url, Uri LoginUrl, Uri OtlpGrpcUrl, Uri OtlpHttpUrl, string OtlpApiKey);

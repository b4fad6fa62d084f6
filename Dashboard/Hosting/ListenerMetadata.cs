namespace Mesh.Dashboard.Hosting;

/// <summary>On an endpoint: through which port it is reached. Endpoints without it are pages.</summary>
internal sealed record ListenerMetadata(ListenerKind Kind);

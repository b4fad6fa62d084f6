namespace Mesh.Dashboard.Telemetry;

/// <summary>A name and a value that an application attached to what it told.</summary>
/// <param name="Name">The name, such as <c>http.route</c>.</param>
/// <param name="Value">The value as text; lists and maps as JSON.</param>
public readonly record struct TelemetryAttribute(string Name, string Value);

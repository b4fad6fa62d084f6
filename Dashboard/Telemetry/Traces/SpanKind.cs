namespace Mesh.Dashboard.Telemetry.Traces;

/// <summary>A span's part in a conversation. The numbers are OTLP's.</summary>
public enum SpanKind
{
    /// <summary>Not told.</summary>
    Unspecified = 0,

    /// <summary>Work inside one application.</summary>
    Internal = 1,

    /// <summary>The answer to a request.</summary>
    Server = 2,

    /// <summary>A request.</summary>
    Client = 3,

    /// <summary>A message sent.</summary>
    Producer = 4,

    /// <summary>A message handled.</summary>
    Consumer = 5,
}

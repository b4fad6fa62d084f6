namespace Mesh.LoadBalancer.AccessLog;

/// <summary>How a request is written down.</summary>
public enum AccessLogFormat
{
    /// <summary>Not at all.</summary>
    Off,

    /// <summary>
    /// The "combined" line of Apache and nginx, which every log analyser reads, followed by seconds, service, instance, retries and trace id.
    /// </summary>
    Combined,

    /// <summary>One JSON object to a line.</summary>
    Json,
}

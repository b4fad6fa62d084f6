namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource sends telemetry by OTLP and is told where to.</summary>
public class OtlpExporterAnnotation : IResourceAnnotation;

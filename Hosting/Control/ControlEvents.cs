namespace Mesh.Hosting.Control;

/// <summary>The events with which a command is answered.</summary>
internal static class ControlEvents
{
    public const string Progress = "progress";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
}

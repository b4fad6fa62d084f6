namespace Mesh.Dashboard.Resources;

/// <summary>What may be entered.</summary>
public enum CommandInputKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A text that is masked.</summary>
    Secret,

    /// <summary>One of several choices.</summary>
    Choice,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,
}

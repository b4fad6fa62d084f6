namespace Aspire.Hosting;

/// <summary>What may be entered.</summary>
public enum InputType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A text that is masked.</summary>
    SecretText,

    /// <summary>One of several choices.</summary>
    Choice,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,
}

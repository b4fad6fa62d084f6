namespace Mesh.Registrar.Configuration;

/// <summary>What the value of a command line option is.</summary>
internal enum FlagKind
{
    /// <summary>True or false; true without a value.</summary>
    Switch,

    /// <summary>Any text; an empty one stands for the default.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A whole number of seconds.</summary>
    Seconds,

    /// <summary>A whole number of seconds; 0 stands for the default.</summary>
    SecondsOrDefault,

    /// <summary>A whole number of milliseconds.</summary>
    Milliseconds,

    /// <summary>A <see cref="DeregisterPolicy"/> as registrator writes it.</summary>
    Policy,
}

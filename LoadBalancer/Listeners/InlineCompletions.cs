namespace Mesh.LoadBalancer.Listeners;

/// <summary>
/// Lets the thread that learns of a socket's bytes go on with them itself, all the way to the instance or back to the client, instead of waking another
/// one. Nothing that happens on these threads may block; what computes for long leaves them (<see cref="Task.Yield"/>).
/// </summary>
internal static class InlineCompletions
{
    // .NET's own switch, which it reads when the first socket of the process is used. https://github.com/dotnet/runtime/pull/36705
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Whether this process works so.</summary>
    public static bool AreUsed => Environment.GetEnvironmentVariable(Variable) == "1";

    /// <summary>Makes this process work so, unless its environment says otherwise (<c>0</c>). Call it before any socket is used.</summary>
    public static void Use()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

/// <summary>A process with its descendants, as far as they stayed in its process group.</summary>
/// <param name="leader">The process that was started; its id is the group's id where it runs in a session of its own.</param>
internal sealed class ProcessGroup(Process leader)
{
    private const int Terminate = 15;
    private const int KillSignal = 9;

    private readonly int _id = leader.Id;

    /// <summary>
    /// Sends SIGTERM to the leader alone: one that hands signals on to its children (a supervisor, a shell that runs <c>trap</c>) would let them
    /// see it twice otherwise. Where there are no signals, the tree is killed.
    /// </summary>
    public void TerminateLeader()
    {
        if (OperatingSystem.IsWindows())
        {
            leader.Kill(entireProcessTree: true);
            return;
        }

        _ = kill(_id, Terminate);
    }

    /// <summary>Kills the leader and its group.</summary>
    public void Kill()
    {
        // Without a group of its own, or in the instant before setsid made one, the leader is all there is to address.
        if (OperatingSystem.IsWindows() || kill(-_id, KillSignal) != 0)
        {
            leader.Kill(entireProcessTree: true);
        }
    }

    /// <summary>
    /// Ends what an ended leader left behind: SIGTERM, then SIGKILL when something still runs after <paramref name="grace"/>. An instance that has
    /// ended must not hold its port any longer.
    /// </summary>
    public async Task EndRemainderAsync(TimeSpan grace, TimeProvider time)
    {
        if (OperatingSystem.IsWindows() || kill(-_id, Terminate) != 0)
        {
            return;
        }

        long start = time.GetTimestamp();
        while (HasMember())
        {
            if (time.GetElapsedTime(start) > grace)
            {
                _ = kill(-_id, KillSignal);
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), time);
        }
    }

    // Orphans that have ended still count for kill(2) until init has noticed, which takes seconds under some and, in a container, for ever.
    private bool HasMember() =>
        kill(-_id, 0) == 0 && (!OperatingSystem.IsLinux() || ProcessStatus.All().Any(process => process.Group == _id && !process.HasEnded));

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
}

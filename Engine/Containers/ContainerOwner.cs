using System.Globalization;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Containers;

/// <summary>
/// Which process of which machine a container belongs to, written into its labels: an engine may be shared by several machines, and a process id
/// is given away again.
/// </summary>
/// <param name="Host">The machine's name.</param>
/// <param name="Process">The process id.</param>
/// <param name="StartTime">When it started (<see cref="ProcessStatus.StartTime"/>); 0 where that is not known.</param>
internal sealed record ContainerOwner(string Host, int Process, long StartTime)
{
    /// <summary>The label that names the run; also what the guardian looks for.</summary>
    public const string RunLabel = "mesh.run";

    private const string HostLabel = "mesh.host";
    private const string ProcessLabel = "mesh.process";
    private const string StartLabel = "mesh.process.start";

    /// <summary>This process.</summary>
    public static ContainerOwner Current { get; } =
        new(Environment.MachineName, Environment.ProcessId, ProcessStatus.Of(Environment.ProcessId)?.StartTime ?? 0);

    /// <summary>The owner that <paramref name="labels"/> name, or null when they name none.</summary>
    public static ContainerOwner? From(IDictionary<string, string> labels) =>
        labels.TryGetValue(HostLabel, out string? host)
        && labels.TryGetValue(ProcessLabel, out string? process) && int.TryParse(process, CultureInfo.InvariantCulture, out int id)
        && labels.TryGetValue(StartLabel, out string? start) && long.TryParse(start, CultureInfo.InvariantCulture, out long ticks)
            ? new ContainerOwner(host, id, ticks)
            : null;

    /// <summary>The labels of a container of this owner.</summary>
    public IDictionary<string, string> Labels(string runId) => new Dictionary<string, string>
    {
        [RunLabel] = runId,
        [HostLabel] = Host,
        [ProcessLabel] = Process.ToString(CultureInfo.InvariantCulture),
        [StartLabel] = StartTime.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>True when the owner ran on this machine and runs no more. Of other machines nothing is known.</summary>
    public bool IsGone()
    {
        if (Host != Environment.MachineName)
        {
            return false;
        }

        return OperatingSystem.IsLinux()
            ? ProcessStatus.Of(Process) is not { HasEnded: false } now || now.StartTime != StartTime
            : !Array.Exists(System.Diagnostics.Process.GetProcesses(), process => process.Id == Process);
    }
}

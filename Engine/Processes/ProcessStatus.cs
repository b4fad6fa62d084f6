using System.Globalization;

namespace Aspire.Hosting.Processes;

/// <summary>What Linux tells about a process in <c>/proc/[id]/stat</c>.</summary>
/// <param name="State">One letter; <c>Z</c> and <c>X</c> have ended and only wait for their parent to notice.</param>
/// <param name="Parent">The parent's id.</param>
/// <param name="Group">The process group's id.</param>
/// <param name="Session">The session's id.</param>
/// <param name="StartTime">When it started, in clock ticks since the machine did: with its id this names a process for good.</param>
internal readonly record struct ProcessStatus(char State, int Parent, int Group, int Session, long StartTime)
{
    public bool HasEnded => State is 'Z' or 'X';

    /// <summary>The status of the process <paramref name="id"/>, or null when there is none (or no /proc).</summary>
    public static ProcessStatus? Of(int id)
    {
        try
        {
            // The name stands in brackets and may contain anything; the fields after it are numbered from 3 in proc(5).
            string text = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long startTime = long.Parse(fields[19], CultureInfo.InvariantCulture);
            return new ProcessStatus(fields[0][0], Number(fields[1]), Number(fields[2]), Number(fields[3]), startTime);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Every process there is now.</summary>
    public static IEnumerable<ProcessStatus> All() =>
        from directory in Directory.EnumerateDirectories("/proc")
        let id = int.TryParse(Path.GetFileName(directory.AsSpan()), CultureInfo.InvariantCulture, out int number) ? number : 0
        where id > 0
        let status = Of(id)
        where status is not null
        select status.Value;

    private static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
}

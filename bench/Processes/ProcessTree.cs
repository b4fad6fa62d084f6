using System.Globalization;

namespace Mesh.Bench.Processes;

/// <summary>What a process and all its descendants cost, from <c>/proc</c> (proc(5)).</summary>
internal static class ProcessTree
{
    // USER_HZ, the unit of times in /proc/*/stat, is 100 on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>User and system time spent so far.</summary>
    public static TimeSpan Cpu(int root) => TimeSpan.FromSeconds(Tree(root).Sum(process => process.Ticks) / TicksPerSecond);

    /// <summary>User and system time that the process alone has spent so far.</summary>
    public static TimeSpan CpuOf(int process) =>
        TimeSpan.FromSeconds((Read($"/proc/{process}") ?? throw new InvalidOperationException($"Process {process} is gone.")).Ticks / TicksPerSecond);

    /// <summary>Resident memory; pages that processes share count once for each.</summary>
    public static double ResidentMebibytes(int root) =>
        Tree(root).Sum(process => process.ResidentPages) * Environment.SystemPageSize / 1024.0 / 1024.0;

    private static List<Entry> Tree(int root)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Read).OfType<Entry>().ToLookup(process => process.Parent);
        var tree = new List<Entry> { Read($"/proc/{root}") ?? throw new InvalidOperationException($"Process {root} is gone.") };
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(all[tree[i].Id]);
        }

        return tree;
    }

    private static Entry? Read(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            // The fields after the command's name, which is in parentheses and may contain anything; "state" is field 3.
            var stat = File.ReadAllText($"{folder}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
            return new Entry(id, Parent: (int)Field(4), Ticks: Field(14) + Field(15), ResidentPages: Field(24));
        }
        catch (IOException)
        {
            // It ended between being listed and being read.
            return null;
        }
    }

    private sealed record Entry(int Id, int Parent, long Ticks, long ResidentPages);
}

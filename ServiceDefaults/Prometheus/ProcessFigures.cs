using System.Diagnostics;

namespace Mesh.ServiceDefaults.Prometheus;

/// <summary>What a process uses, under the names that Prometheus' own clients give it.</summary>
public static class ProcessFigures
{
    /// <summary>Writes CPU time, memory, start time and, on Linux, the number of open files.</summary>
    public static void WriteTo(PrometheusText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var process = Process.GetCurrentProcess();
        Add("process_cpu_seconds_total", "counter", process.TotalProcessorTime.TotalSeconds);
        Add("process_resident_memory_bytes", "gauge", process.WorkingSet64);
        Add("process_start_time_seconds", "gauge", new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0);
        Add("dotnet_gc_heap_bytes", "gauge", GC.GetTotalMemory(forceFullCollection: false));
        if (OperatingSystem.IsLinux())
        {
            Add("process_open_fds", "gauge", Directory.EnumerateFileSystemEntries("/proc/self/fd").Count());
        }

        void Add(string name, string type, double value)
        {
            text.Begin(name, type, null);
            text.Sample(name, "", value);
        }
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Mesh.Bench.Results;

/// <summary>Where and with what the numbers were made.</summary>
internal sealed record Machine(string Cpu, int Cores, string System, string Runtime, string Nginx, string HAProxy, string Commit)
{
    public static async Task<Machine> ReadAsync() => new(
        Cpu: File.ReadLines("/proc/cpuinfo").Where(line => line.StartsWith("model name", StringComparison.Ordinal)).Select(line => line.Split(':', 2)[1].Trim())
            .FirstOrDefault("unknown"),
        Cores: Environment.ProcessorCount,
        System: RuntimeInformation.OSDescription,
        Runtime: RuntimeInformation.FrameworkDescription,
        Nginx: await FirstLineAsync("nginx", "-v"),
        HAProxy: await FirstLineAsync("haproxy", "-v"),
        Commit: await FirstLineAsync("git", "describe --always --dirty"));

    private static async Task<string> FirstLineAsync(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n')[0].Trim();
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace Mesh.Hosting.Control;

/// <summary>How to reach a running AppHost.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="Started">When that process started: another one may have got its number since.</param>
/// <param name="Url">Its control interface, on loopback.</param>
/// <param name="Token">What a caller must present.</param>
internal sealed record ControlAddress(int Pid, DateTime Started, Uri Url, string Token)
{
    // Linux derives the start from the time of boot, which two processes may round differently.
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(3);

    /// <summary>The address of this very process.</summary>
    public static ControlAddress OfThisProcess(Uri url, string token)
    {
        using var process = Process.GetCurrentProcess();
        return new(process.Id, process.StartTime.ToUniversalTime(), url, token);
    }

    /// <summary>What stands in <paramref name="path"/>; null when that cannot be read.</summary>
    public static ControlAddress? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ControlJson.Default.ControlAddress);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether the process still runs, and listens: one that was killed may keep its number until its parent has noticed.</summary>
    public bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            return (process.StartTime.ToUniversalTime() - Started).Duration() < StartTolerance && Listens();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    private bool Listens()
    {
        try
        {
            using var client = new TcpClient(Url.Host, Url.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

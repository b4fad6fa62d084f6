using System.Net.Sockets;
using System.Text;
using Mesh.ServiceDefaults.Health;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Asks a running service for its readiness: what <c>HEALTHCHECK</c> calls in an image that has neither a shell nor any program but the service.
/// </summary>
public static class HealthProbe
{
    private const string Command = "--healthcheck";

    // In milliseconds. Whoever runs the check has a limit of his own, which is meant to be the shorter one.
    private const int Patience = 10_000;

    /// <summary>
    /// With <c>--healthcheck</c> as first argument: asks the service that runs with the same environment (and the same further arguments) for
    /// <c>/health</c>, and prints the answer's first line.
    /// </summary>
    /// <param name="args">The arguments of the program.</param>
    /// <param name="defaultUrl">Where the service listens when nothing says otherwise.</param>
    /// <param name="setting">The setting with the address of its health endpoints; null when they are where everything else is.</param>
    /// <returns>The exit code: 0 when it is ready, 1 when it is not; null without the argument, when the service itself is to start.</returns>
    public static int? RunIfAsked(string[] args, string defaultUrl, string? setting = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [Command, .. var rest])
        {
            return null;
        }

        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(rest).Build();
        var address = new Uri(ProbeAddress.Read(configuration, defaultUrl, setting), HealthExtensions.ReadinessPath);
        var (isReady, answer) = Ask(address);
        Console.WriteLine($"{address}: {answer}");
        return isReady ? 0 : 1;
    }

    // A check runs every few seconds in every container, each time as a new process: without HttpClient it costs half the time (60 ms of CPU).
    private static (bool IsReady, string Answer) Ask(Uri address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { SendTimeout = Patience, ReceiveTimeout = Patience };
        try
        {
            socket.Connect(address.DnsSafeHost, address.Port);
            socket.Send(Encoding.ASCII.GetBytes($"GET {address.AbsolutePath} HTTP/1.0\r\nHost: {address.Authority}\r\n\r\n"));
            using var answer = new StreamReader(new NetworkStream(socket));
            var status = answer.ReadLine() ?? "";
            return (status.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal), status);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return (false, e.Message);
        }
    }
}

using System.Globalization;
using Mesh.Hosting.ReplicaSets;

namespace Mesh.Hosting.Control;

/// <summary>What a person asked for on the command line.</summary>
/// <param name="Requests">The commands, in order; empty for <c>ps</c>.</param>
/// <param name="Pid">Which AppHost; null for the only one.</param>
internal sealed record ControlCommandLine(IReadOnlyList<ControlRequest> Requests, int? Pid)
{
    public const string List = "ps";

    public const string Usage = """
        Usage: dotnet run --project AppHost [-- COMMAND]

        Without a command the application starts. A command is carried out by the AppHost that runs from this directory:

          ps                       list the resources: state, health, address
          scale NAME=N [NAME=N …]  give a replica set N instances
          start NAME [NAME …]      start a resource, or the instances of a replica set that do not run
          stop NAME [NAME …]       stop a resource, or all instances of a replica set
          restart NAME [NAME …]    restart a resource

          --pid PID                which AppHost, when several run from this directory
          --help                   this text

        Exit code: 0 done, 1 failed, 2 not understood.
        """;

    private static readonly string[] Lifecycle = ["start", "stop", "restart"];

    /// <summary>Whether the command line asks for a command, rather than for the application to start.</summary>
    public static bool IsCommand(IReadOnlyList<string> arguments) =>
        arguments.Count > 0 && (IsHelp(arguments[0]) || !(arguments[0].StartsWith('-') || arguments[0].StartsWith('/') || arguments[0].Contains('=')));

    /// <summary>Whether <paramref name="argument"/> asks for help.</summary>
    public static bool IsHelp(string argument) => argument is "help" or "--help" or "-h" or "-?";

    /// <summary>Reads a command line; returns what is wrong with it, or null.</summary>
    public static string? Read(IReadOnlyList<string> arguments, out ControlCommandLine commandLine)
    {
        var (command, rest) = (arguments[0], arguments.Skip(1).ToList());
        commandLine = new([], null);
        if (TakePid(rest, out var pid) is { } wrongPid)
        {
            return wrongPid;
        }

        var requests = new List<ControlRequest>();
        var error = command switch
        {
            List => rest.Count == 0 ? null : $"'{List}' takes no names.",
            ScaleCommand.Name => ReadScale(rest, requests),
            _ when Lifecycle.Contains(command) => ReadNames(command, rest, requests),
            _ => $"There is no command '{command}'.",
        };
        commandLine = new(requests, pid);
        return error;
    }

    private static string? TakePid(List<string> arguments, out int? pid)
    {
        pid = null;
        var index = arguments.IndexOf("--pid");
        if (index < 0)
        {
            return null;
        }

        if (index + 1 >= arguments.Count || !int.TryParse(arguments[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return "'--pid' takes the number of a process.";
        }

        pid = value;
        arguments.RemoveRange(index, 2);
        return null;
    }

    private static string? ReadScale(List<string> arguments, List<ControlRequest> requests)
    {
        foreach (var argument in arguments)
        {
            var separator = argument.IndexOf('=');
            if (separator < 1 || !int.TryParse(argument[(separator + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var instances))
            {
                return $"'{argument}' is not NAME=N, such as web=5.";
            }

            requests.Add(new(argument[..separator], ScaleCommand.Name, instances));
        }

        return requests.Count > 0 ? null : $"'{ScaleCommand.Name}' takes NAME=N, such as web=5.";
    }

    private static string? ReadNames(string command, List<string> arguments, List<ControlRequest> requests)
    {
        requests.AddRange(arguments.Select(name => new ControlRequest(name, command)));
        return requests.Count > 0 ? null : $"'{command}' takes the name of a resource.";
    }
}

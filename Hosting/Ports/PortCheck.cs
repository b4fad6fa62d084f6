using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Mesh.Hosting.Ports;

/// <summary>Makes sure before anything starts that the ports which the model asks for can be had.</summary>
internal sealed partial class PortCheck(PortSettings settings, PortTable ports, TimeProvider time, ILogger logger)
{
    /// <summary>How long an earlier run may take to drain and go.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns when all fixed ports of <paramref name="model"/> are free.</summary>
    /// <exception cref="DistributedApplicationException">A setting is wrong, or a port is still in use after <see cref="Patience"/>. All are listed.</exception>
    public async Task WaitUntilFreeAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        var wanted = FixedPort.In(model);
        ThrowIfAny([.. settings.Errors, .. AskedForTwice(wanted)]);

        var started = time.GetTimestamp();
        var taken = Taken(wanted);
        foreach (var port in taken)
        {
            Log.Waiting(logger, port.Number, port.Resource, Holder(port), Patience.TotalSeconds);
        }

        while (taken.Count > 0 && time.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(Interval, time, cancellationToken);
            taken = Taken(taken);
        }

        ThrowIfAny([.. taken.Select(port => $"Port {port.Number} of {port.Resource} is in use by {Holder(port)}. Stop that, or {HowToChange(port)}.")]);
    }

    private static IEnumerable<string> AskedForTwice(IReadOnlyList<FixedPort> wanted) =>
        wanted.GroupBy(port => port.Number).Where(group => group.Count() > 1)
            .Select(group => $"Port {group.Key} is asked for by {string.Join(" and ", group.Select(port => port.Resource))}. Give each its own.");

    private static void ThrowIfAny(IReadOnlyCollection<string> errors)
    {
        if (errors.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, errors));
        }
    }

    private List<FixedPort> Taken(IEnumerable<FixedPort> wanted) => [.. wanted.Where(port => ports.IsInUse(port.Number))];

    private string Holder(FixedPort port) => ports.Holder(port.Number) ?? "another process";

    private string HowToChange(FixedPort port) => settings.SettingOf(port.Number) is { } setting
        ? $"choose another with the setting {setting} (in AppHost/appsettings.json, or --{setting}=… on the command line; 'random' for any that is free)"
        : $"give {port.Resource} another port in AppHost/Program.cs";

    private static partial class Log
    {
        [LoggerMessage(EventName = nameof(Waiting), Level = LogLevel.Warning,
            Message = "Port {Port} of {Resource} is in use by {Holder}. Waiting up to {Seconds} s for it: an earlier run may still be draining.")]
        public static partial void Waiting(ILogger logger, int port, string resource, string holder, double seconds);
    }
}

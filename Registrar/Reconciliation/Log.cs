namespace Mesh.Registrar.Reconciliation;

/// <summary>What the reconciliation says: one line for each change, one for each new trouble.</summary>
internal static partial class Log
{
    public static void Applied(ILogger logger, Change change)
    {
        switch (change)
        {
            case Registration registration:
                Registered(logger, change.Id, change.Name, change.Address, registration.Entry.Status, change.Why);
                break;
            case StatusChange status:
                StatusSet(logger, change.Id, change.Name, change.Address, status.Entry.Status, change.Why);
                break;
            case Heartbeat:
                Beaten(logger, change.Id, change.Name);
                break;
            default:
                Deregistered(logger, change.Id, change.Name, change.Address, change.Why);
                break;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Registered {Id} as {Name} at {Address}, {Status}: {Why}.", EventName = nameof(Registered))]
    private static partial void Registered(ILogger logger, string id, string name, string address, Consul.CheckStatus status, string why);

    [LoggerMessage(2, LogLevel.Information, "Deregistered {Id} of {Name} at {Address}: {Why}.", EventName = nameof(Deregistered))]
    private static partial void Deregistered(ILogger logger, string id, string name, string address, string why);

    [LoggerMessage(3, LogLevel.Information, "Set {Id} of {Name} at {Address} to {Status}: {Why}.", EventName = nameof(StatusSet))]
    private static partial void StatusSet(ILogger logger, string id, string name, string address, Consul.CheckStatus status, string why);

    [LoggerMessage(4, LogLevel.Warning, "Could not {Operation} {Id}, trying again (the same trouble with others is not repeated): {Cause}", EventName = nameof(Failed))]
    public static partial void Failed(ILogger logger, string operation, string id, string cause);

    [LoggerMessage(5, LogLevel.Warning, "Consul accepted '{Effect}' for {Id} but does not keep it; trying again ever more slowly. Who else writes it?",
        EventName = nameof(NotKept))]
    public static partial void NotKept(ILogger logger, string id, string effect);

    [LoggerMessage(6, LogLevel.Warning, "Instance {Instance}: {Problem}.", EventName = nameof(InstanceProblem))]
    public static partial void InstanceProblem(ILogger logger, string instance, string problem);

    [LoggerMessage(7, LogLevel.Warning, "{Cause} What is registered stays as it is; trying again.", EventName = nameof(ConsulLost))]
    public static partial void ConsulLost(ILogger logger, string cause);

    [LoggerMessage(8, LogLevel.Information, "Consul answers again after {Seconds:0.0} s.", EventName = nameof(ConsulFound))]
    public static partial void ConsulFound(ILogger logger, double seconds);

    [LoggerMessage(9, LogLevel.Information, "First sync done: {Entries} entries of {Instances} instances.", EventName = nameof(Synced))]
    public static partial void Synced(ILogger logger, int entries, int instances);

    [LoggerMessage(10, LogLevel.Information, "Deregistered all {Entries} entries of {Owner}.", EventName = nameof(Left))]
    public static partial void Left(ILogger logger, int entries, string owner);

    [LoggerMessage(12, LogLevel.Critical, "{Cause} Gave up after {Tries} tries, as -retry-attempts says (Registrar:RetryAttempts).", EventName = nameof(GaveUp))]
    public static partial void GaveUp(ILogger logger, string cause, int tries);

    [LoggerMessage(13, LogLevel.Debug, "Told Consul again of {Id} of {Name}.", EventName = nameof(Beaten))]
    private static partial void Beaten(ILogger logger, string id, string name);

    [LoggerMessage(11, LogLevel.Warning, "Stopped after {Limit} with entries of {Owner} left in Consul; its next start removes them. {Cause}",
        EventName = nameof(LeftBehind))]
    public static partial void LeftBehind(ILogger logger, TimeSpan limit, string owner, string cause);
}

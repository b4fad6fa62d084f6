namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes results of commands.</summary>
public static class CommandResults
{
    /// <summary>It did what it was asked.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>It did what it was asked, and says so.</summary>
    public static ExecuteCommandResult Success(string message) => new() { Success = true, Message = message };

    /// <summary>It did not, and says why.</summary>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, Message = errorMessage };

    /// <summary>It did not, because of an exception.</summary>
    public static ExecuteCommandResult Failure(Exception exception) => Failure((exception ?? throw new ArgumentNullException(nameof(exception))).Message);

    /// <summary>It was cancelled.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}

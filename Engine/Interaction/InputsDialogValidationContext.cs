namespace Aspire.Hosting;

/// <summary>What a check of entered values knows, and what it found.</summary>
public sealed class InputsDialogValidationContext
{
    private readonly List<(InteractionInput Input, string Message)> _errors = [];

    /// <summary>What was entered.</summary>
    public required InteractionInputCollection Inputs { get; init; }

    /// <summary>The application's services.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Ends when the values are no longer wanted.</summary>
    public required CancellationToken CancellationToken { get; init; }

    internal IReadOnlyList<(InteractionInput Input, string Message)> Errors => _errors;

    /// <summary>Says what is wrong with a value.</summary>
    public void AddValidationError(InteractionInput input, string errorMessage) => _errors.Add((input, errorMessage));

    /// <summary>Says what is wrong with the value of a name.</summary>
    public void AddValidationError(string inputName, string errorMessage) => AddValidationError(Inputs[inputName], errorMessage);
}

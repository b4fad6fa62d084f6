using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Brings the values given for a command into the form it declared, and checks them.</summary>
internal static class CommandArguments
{
    public static async Task<(InteractionInputCollection Arguments, IReadOnlyList<ArgumentError> Errors)> BindAsync(
        ResourceCommandAnnotation command, InteractionInputCollection? given, IServiceProvider services, CancellationToken cancellationToken)
    {
        var declared = command.Arguments ?? [];
        var bound = new InteractionInputCollection(
            [.. declared.Select(input => input.WithValue(given is not null && given.TryGetByName(input.Name, out var value) ? value.Value : input.Value))]);
        var unknown = (given ?? new([])).Where(input => !bound.ContainsName(input.Name))
            .Select(input => new ArgumentError(null, $"'{input.Name}' is no argument of '{command.Name}'; it takes: {string.Join(", ", bound.Names.DefaultIfEmpty("none"))}."));
        var errors = unknown.Concat(bound.Select(input => Problem(input) is { } problem ? new ArgumentError(input.Name, problem) : null).OfType<ArgumentError>()).ToList();
        if (errors.Count == 0 && command.ValidateArguments is { } validate)
        {
            var context = new InputsDialogValidationContext { Inputs = bound, Services = services, CancellationToken = cancellationToken };
            await validate(context);
            errors.AddRange(context.Errors.Select(error => new ArgumentError(error.Input.Name, error.Message)));
        }

        return (bound, errors);
    }

    private static string? Problem(InteractionInput input) => (input.InputType, input.Value) switch
    {
        (_, null or "") => input.Required ? $"{input.DisplayName}: a value is required." : null,
        (_, { } text) when text.Length > input.MaxLength => $"{input.DisplayName}: '{text}' is longer than {input.MaxLength} characters.",
        (InputType.Number, { } text) when !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) =>
            $"{input.DisplayName}: '{text}' is not a number.",
        (InputType.Boolean, { } text) when !bool.TryParse(text, out _) => $"{input.DisplayName}: '{text}' is neither true nor false.",
        (InputType.Choice, { } text) when input.Options?.Any(option => option.Key == text) == false =>
            $"{input.DisplayName}: '{text}' is not one of {string.Join(", ", input.Options.Select(option => option.Key))}.",
        _ => null,
    };
}

using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.ReplicaSets;

/// <summary>The command that changes how many instances a replica set has.</summary>
internal static class ScaleCommand
{
    public const string Name = "scale";
    public const string Argument = "n";

    public static CommandOptions OptionsFor(ReplicaSetResource set) => new()
    {
        Description = $"Set the number of instances of {set.Name}, from 1 to {set.Max}",
        IconName = "ArrowBidirectionalUpDown",
        IsHighlighted = true,
        Arguments = [new() { Name = Argument, Label = "Instances", InputType = InputType.Number, Required = true, Placeholder = $"1 to {set.Max}" }],
        ValidateArguments = context =>
        {
            if (Read(set, context.Inputs.GetString(Argument), out _) is { } error)
            {
                context.AddValidationError(Argument, error);
            }

            return Task.CompletedTask;
        },
    };

    public static Task<ExecuteCommandResult> ExecuteAsync(ReplicaSetResource set, ExecuteCommandContext context) =>
        Read(set, context.Arguments.GetString(Argument), out var instances) is { } error
            ? Task.FromResult(CommandResults.Failure(error))
            : ScalerOf(set, context).ScaleAsync(instances, context.CancellationToken);

    public static Task<ExecuteCommandResult> StartAsync(ReplicaSetResource set, ExecuteCommandContext context) =>
        ScalerOf(set, context).ScaleAsync(set.Wanted, context.CancellationToken);

    public static Task<ExecuteCommandResult> StopAsync(ReplicaSetResource set, ExecuteCommandContext context) =>
        ScalerOf(set, context).StopAsync(context.CancellationToken);

    /// <summary>Reads a number of instances; returns what is wrong with it, or null.</summary>
    internal static string? Read(ReplicaSetResource set, string? text, out int instances)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out instances))
        {
            return $"'{text}' is no number of instances: {set.Name} can have 1 to {set.Max}.";
        }

        if (instances < 1)
        {
            return $"{set.Name} can have 1 to {set.Max} instances, not {instances}. To take all of them down, stop {set.Name}.";
        }

        return instances > set.Max
            ? $"{set.Name} can have 1 to {set.Max} instances, not {instances}. Its max is set in AppHost/Program.cs."
            : null;
    }

    private static ReplicaSetScaler ScalerOf(ReplicaSetResource set, ExecuteCommandContext context)
    {
        var publisher = ActivatorUtilities.CreateInstance<ReplicaSetPublisher>(context.Services, set);
        return ActivatorUtilities.CreateInstance<ReplicaSetScaler>(context.Services, set, publisher, context.Logger);
    }
}

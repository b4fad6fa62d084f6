using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds a command, or replaces the one of that name.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The name, unique within the resource.</param>
    /// <param name="displayName">The name that people see.</param>
    /// <param name="executeCommand">What the command does.</param>
    /// <param name="commandOptions">How it looks and what it needs.</param>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder, string name, string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions? commandOptions = null)
        where T : IResource
    {
        foreach (var old in builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().Where(command => command.Name == name).ToArray())
        {
            builder.Resource.Annotations.Remove(old);
        }

        var options = commandOptions ?? new();
        return builder.WithAnnotation(new ResourceCommandAnnotation(
            name, displayName, options.UpdateState ?? (_ => ResourceCommandState.Enabled), executeCommand, options.Description, options.Arguments,
            options.ConfirmationMessage, options.IconName, options.IconVariant, options.IsHighlighted, options.Visibility, options.ValidateArguments));
    }
}

using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Mesh.Dashboard.Resources;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Dashboard;

/// <summary>Says in the dashboard's words what the engine knows of an instance.</summary>
internal static class ResourceTranslation
{
    private static readonly string[] Sources =
        [CustomResourceKnownProperties.Source, InstanceProperties.ProjectPath, InstanceProperties.ContainerImage, InstanceProperties.ExecutablePath];

    public static ResourceSnapshot Translate(ResourceEvent known)
    {
        var snapshot = known.Snapshot;
        return new()
        {
            Id = known.ResourceId,
            Name = known.Resource.Name,
            DisplayName = known.Resource.Name,
            Type = snapshot.ResourceType,
            Parent = snapshot.Relationships.FirstOrDefault(relation => relation.Type == KnownRelationshipTypes.Parent)?.ResourceName,
            State = snapshot.State?.Text,
            StateStyle = snapshot.State?.Style,
            Health = Translate(snapshot.HealthStatus),
            HealthReports = [.. snapshot.HealthReports.Select(Translate)],
            Created = Utc(snapshot.CreationTimeStamp),
            Started = Utc(snapshot.StartTimeStamp),
            Stopped = Utc(snapshot.StopTimeStamp),
            ExitCode = snapshot.ExitCode,
            Source = Sources
                .Select(name => snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value?.ToString())
                .FirstOrDefault(value => value is { Length: > 0 }),
            Urls = [.. snapshot.Urls.OrderByDescending(url => url.DisplayProperties.SortOrder).Select(Translate)],
            Environment =
            [
                .. snapshot.EnvironmentVariables
                    .Where(variable => variable.IsFromSpec)
                    .OrderBy(variable => variable.Name, StringComparer.Ordinal)
                    .Select(variable => Value(variable.Name, variable.Value, SecretNames.IsSecret(variable.Name))),
            ],
            Properties = [.. snapshot.Properties.Select(property => Value(property.Name, property.Value?.ToString(), property.IsSensitive))],
            Volumes = [.. snapshot.Volumes.Select(volume => new ResourceVolume(volume.Source, volume.Target, volume.MountType, volume.IsReadOnly))],
            Relationships = [.. snapshot.Relationships.Select(relation => new ResourceRelationship(relation.ResourceName, relation.Type))],
            Commands = [.. snapshot.Commands.Where(IsShown).Select(Translate)],
        };
    }

    /// <summary>A line begins with its time and a space.</summary>
    public static ConsoleLine Translate(LogLine line)
    {
        var space = line.Content.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && DateTimeOffset.TryParse(line.Content.AsSpan(0, space), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            ? new(line.LineNumber, time, line.Content[(space + 1)..], line.IsErrorMessage)
            : new(line.LineNumber, null, line.Content, line.IsErrorMessage);
    }

    private static ResourceCommand Translate(ResourceCommandSnapshot command) =>
        new(command.Name, command.DisplayName, command.State == ResourceCommandState.Enabled)
        {
            Description = command.DisplayDescription,
            Icon = command.IconName,
            Confirmation = command.ConfirmationMessage,
            IsHighlighted = command.IsHighlighted,
            Inputs = [.. (command.Arguments ?? []).Select(Translate)],
        };

    private static bool IsShown(ResourceCommandSnapshot command) =>
        command.State != ResourceCommandState.Hidden && command.Visibility.HasFlag(ResourceCommandVisibility.UI);

    private static Mesh.Dashboard.Resources.HealthReport Translate(HealthReportSnapshot report) =>
        new(report.Name, Translate(report.Status), report.Description, report.ExceptionText, Utc(report.LastRunAt));

    private static ResourceUrl Translate(UrlSnapshot url) =>
        new(url.Name, url.Url, url.DisplayProperties.DisplayName is { Length: > 0 } text ? text : null, !url.IsInactive, url.IsInternal);

    private static CommandInput Translate(InteractionInput input) => new(input.Name, input.DisplayName, input.InputType switch
    {
        InputType.SecretText => CommandInputKind.Secret,
        InputType.Choice => CommandInputKind.Choice,
        InputType.Boolean => CommandInputKind.Boolean,
        InputType.Number => CommandInputKind.Number,
        _ => CommandInputKind.Text,
    })
    {
        Description = input.Description,
        IsRequired = input.Required,
        Value = input.Value,
        Placeholder = input.Placeholder,
        Choices = input.Options ?? [],
        MaxLength = input.MaxLength,
    };

    private static ResourceHealth? Translate(HealthStatus? status) => status switch
    {
        HealthStatus.Healthy => ResourceHealth.Healthy,
        HealthStatus.Degraded => ResourceHealth.Degraded,
        HealthStatus.Unhealthy => ResourceHealth.Unhealthy,
        _ => null,
    };

    // What is masked must not travel: it is asked for one by one.
    private static ResourceValue Value(string name, string? value, bool isSecret) => new(name, isSecret ? null : value, isSecret);

    private static DateTimeOffset? Utc(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : null;
}

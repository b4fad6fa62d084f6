using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Compares what snapshots say; their arrays' own equality asks only whether they are the same array.</summary>
internal static class SnapshotComparer
{
    private static readonly CustomResourceSnapshot Blank = new() { ResourceType = "", Properties = [] };

    public static bool SaysTheSame(CustomResourceSnapshot one, CustomResourceSnapshot other) =>
        ReferenceEquals(one, other) || (
            WithoutArrays(one) == WithoutArrays(other)
            && Same(one.Properties, other.Properties)
            && Same(one.EnvironmentVariables, other.EnvironmentVariables)
            && Same(one.Urls, other.Urls)
            && Same(one.Volumes, other.Volumes)
            && Same(one.Relationships, other.Relationships)
            && Same(one.Commands, other.Commands)
            && Same(one.HealthReports, other.HealthReports));

    private static CustomResourceSnapshot WithoutArrays(CustomResourceSnapshot snapshot) => snapshot with
    {
        Properties = Blank.Properties,
        EnvironmentVariables = Blank.EnvironmentVariables,
        Urls = Blank.Urls,
        Volumes = Blank.Volumes,
        Relationships = Blank.Relationships,
        Commands = Blank.Commands,
        HealthReports = Blank.HealthReports,
    };

    private static bool Same<T>(ImmutableArray<T> one, ImmutableArray<T> other) => one == other || one.AsSpan().SequenceEqual(other.AsSpan());
}

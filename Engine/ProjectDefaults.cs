using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What every project is started with: its launch profile's endpoints and variables, and the addresses it listens on.</summary>
internal static class ProjectDefaults
{
    public static IResourceBuilder<ProjectResource> WithProjectDefaults(this IResourceBuilder<ProjectResource> builder, ProjectResourceOptions options)
    {
        builder.WithAnnotation(new OtlpExporterAnnotation());
        if (options.ExcludeLaunchProfile)
        {
            builder.WithAnnotation(new ExcludeLaunchProfileAnnotation());
        }
        else if (Find(builder.Resource.GetProjectMetadata(), options.LaunchProfileName) is var (name, profile))
        {
            builder.WithAnnotation(new LaunchProfileAnnotation(name)).WithLaunchProfile(profile);
        }

        return builder.WithEnvironment(AddListenAddresses);
    }

    private static (string Name, LaunchProfile Profile)? Find(IProjectMetadata project, string? wanted)
    {
        var profiles = LaunchSettings.Of(project)?.Profiles ?? [];
        if (wanted is not null)
        {
            return profiles.TryGetValue(wanted, out var profile)
                ? (wanted, profile)
                : throw new DistributedApplicationException(
                    $"Project '{project.ProjectPath}' has no launch profile '{wanted}'; it has: {string.Join(", ", profiles.Keys.DefaultIfEmpty("none"))}.");
        }

        return profiles.FirstOrDefault(entry => entry.Value.CommandName == "Project") is { Key: { } first } found ? (first, found.Value) : null;
    }

    private static void WithLaunchProfile(this IResourceBuilder<ProjectResource> builder, LaunchProfile profile)
    {
        builder.WithEnvironment(context =>
        {
            foreach (var (name, value) in profile.EnvironmentVariables)
            {
                context.EnvironmentVariables[name] = Environment.ExpandEnvironmentVariables(value);
            }
        });
        foreach (var url in (profile.ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var uri = new Uri(url);
            builder.WithEndpoint(uri.Scheme, endpoint =>
            {
                endpoint.UriScheme = uri.Scheme;
                endpoint.Port = uri.Port;
            });
        }
    }

    // Each instance listens on ports of its own, so the value is put together when that instance starts.
    private static void AddListenAddresses(EnvironmentCallbackContext context)
    {
        if (context.ExecutionContext.IsPublishMode)
        {
            return;
        }

        var resource = (ProjectResource)context.Resource;
        var filters = resource.Annotations.OfType<EndpointsInEnvironmentAnnotation>().ToArray();
        var addresses = new ReferenceExpressionList(";");
        foreach (var endpoint in resource.GetEndpoints().Where(e => e.EndpointAnnotation is { UriScheme: "http" or "https", TargetPortVariable: null }))
        {
            if (filters.All(filter => filter.Includes(endpoint.EndpointAnnotation)))
            {
                addresses.Add(ReferenceExpression.Create(
                    $"{endpoint.Scheme}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}"));
            }
        }

        if (!addresses.IsEmpty)
        {
            context.EnvironmentVariables["ASPNETCORE_URLS"] = addresses;
        }
    }
}

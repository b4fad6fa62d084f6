using Mesh.Registrar.Docker.Engine;
using Mesh.Registrar.Metadata;

namespace Mesh.Registrar.Docker.Containers;

/// <summary>A container's <c>SERVICE_*</c> metadata.</summary>
internal static class ContainerMetadata
{
    /// <summary>Its labels, and its environment over them, as registrator reads them.</summary>
    public static IReadOnlyDictionary<string, string> Of(ContainerDetails container)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in container.Config.Labels ?? [])
        {
            Add(name, value);
        }

        foreach (var variable in container.Config.Env ?? [])
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                Add(variable[..equals], variable[(equals + 1)..]);
            }
        }

        return metadata;

        void Add(string name, string? value)
        {
            if (name.StartsWith(ServiceVariables.Prefix, StringComparison.Ordinal))
            {
                metadata[name] = value ?? "";
            }
        }
    }
}

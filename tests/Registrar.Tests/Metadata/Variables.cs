namespace Mesh.Registrar.Tests.Metadata;

/// <summary>Environments written as <c>NAME=value</c>.</summary>
internal static class Variables
{
    public static Dictionary<string, string> Of(params string[] variables) =>
        variables.Select(variable => variable.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
}

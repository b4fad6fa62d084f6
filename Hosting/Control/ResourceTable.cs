namespace Mesh.Hosting.Control;

/// <summary>Prints resources in columns.</summary>
internal static class ResourceTable
{
    private static readonly ResourceLine Header = new("NAME", "STATE", "HEALTH", "ADDRESS");

    public static async Task WriteAsync(TextWriter output, IReadOnlyList<ResourceLine> resources)
    {
        IReadOnlyList<ResourceLine> lines = [Header, .. resources];
        var (name, state, health) = (lines.Max(line => line.Name.Length), lines.Max(line => line.State.Length), lines.Max(line => line.Health.Length));
        foreach (var line in lines)
        {
            var text = $"{line.Name.PadRight(name)}  {line.State.PadRight(state)}  {line.Health.PadRight(health)}  {line.Address}";
            await output.WriteLineAsync(text.TrimEnd());
        }
    }
}

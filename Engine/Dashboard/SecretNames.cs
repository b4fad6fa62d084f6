namespace Aspire.Hosting.Dashboard;

/// <summary>Tells by their names which environment variables hold secrets.</summary>
internal static class SecretNames
{
    private static readonly string[] Endings = ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "PWD", "KEY", "CREDENTIAL", "CREDENTIALS", "HEADERS"];

    /// <summary>Whether a variable of this name is shown only to those who ask for it: <c>CONSUL_HTTP_TOKEN</c>, <c>ConnectionStrings__db</c>.</summary>
    public static bool IsSecret(string name) =>
        name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
        || Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}

namespace Mesh.Consul;

/// <summary>The names of Consul's environment variables, and how they are read.</summary>
internal static class ConsulVariables
{
    public const string Address = "CONSUL_HTTP_ADDR";
    public const string Token = "CONSUL_HTTP_TOKEN";
    public const string TokenFile = "CONSUL_HTTP_TOKEN_FILE";
    public const string UseTls = "CONSUL_HTTP_SSL";
    public const string CaCertificate = "CONSUL_CACERT";
    public const string ClientCertificate = "CONSUL_CLIENT_CERT";
    public const string ClientKey = "CONSUL_CLIENT_KEY";

    public static ConsulOptions Read(Func<string, string?> variable)
    {
        List<string> errors = [];
        var defaults = new ConsulOptions();
        var options = new ConsulOptions
        {
            Address = Text(Address) ?? defaults.Address,
            Token = Text(Token),
            TokenFile = Text(TokenFile),
            UseTls = Switch(UseTls),
            CaCertificate = Text(CaCertificate),
            ClientCertificate = Text(ClientCertificate),
            ClientKey = Text(ClientKey),
        };
        ConsulOptionsValidator.ThrowIfInvalid(options, errors);
        return options;

        // An empty variable counts as unset, as it does for Consul's own tools.
        string? Text(string name) => variable(name)?.Trim() is { Length: > 0 } text ? text : null;

        bool Switch(string name)
        {
            switch (Text(name)?.ToLowerInvariant())
            {
                case null or "0" or "f" or "false":
                    return false;
                case "1" or "t" or "true":
                    return true;
                default:
                    errors.Add($"{name} is '{Text(name)}': give true or false.");
                    return false;
            }
        }
    }
}

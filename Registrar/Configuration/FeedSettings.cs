namespace Mesh.Registrar.Configuration;

/// <summary>Where the AppHost's feed of instances is. The AppHost gives both to the registrars it starts.</summary>
/// <param name="Url"><c>MESH_FEED_URL</c>, to which <c>/instances</c> is added.</param>
/// <param name="Token"><c>MESH_FEED_TOKEN</c>. Never shown anywhere.</param>
internal sealed record FeedSettings(Uri Url, string Token)
{
    /// <summary>The variable that holds the address.</summary>
    public const string UrlVariable = "MESH_FEED_URL";

    /// <summary>The variable that holds the token.</summary>
    public const string TokenVariable = "MESH_FEED_TOKEN";

    /// <summary>The address of the event stream.</summary>
    public Uri Instances { get; } = new($"{Url.AbsoluteUri.TrimEnd('/')}/instances");

    /// <summary>Whether <paramref name="configuration"/> holds any of the two.</summary>
    public static bool AreIn(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[UrlVariable]) || !string.IsNullOrEmpty(configuration[TokenVariable]);

    /// <summary>Reads both from <paramref name="configuration"/>; null, with an error, where one cannot be used.</summary>
    public static FeedSettings? Read(IConfiguration configuration, List<string> errors)
    {
        var url = configuration[UrlVariable];
        var token = configuration[TokenVariable];
        var isUrl = Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "", Query: "" };
        if (!isUrl)
        {
            errors.Add($"{UrlVariable} is '{url}': an address such as http://127.0.0.1:18890 would work.");
        }

        var isToken = !string.IsNullOrEmpty(token) && token.All(character => character is > ' ' and <= '~');
        if (!isToken)
        {
            errors.Add($"{TokenVariable} is {(string.IsNullOrEmpty(token) ? "not set" : "no token")}: the token of the AppHost at {UrlVariable} would work.");
        }

        return isUrl && isToken ? new(address!, token!) : null;
    }

    /// <summary>The address alone: the token is secret.</summary>
    public override string ToString() => Url.ToString();
}

namespace Mesh.Registrar.Configuration;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Usage
{
    /// <summary>Where the registrar listens unless told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8082";

    private const string Text = $"""
        Registrar: registers running instances in Consul and keeps them true.

        Usage: Registrar [--Setting=value …]     Settings are also read from the environment (Registrar__Host=…) and from appsettings.json.

        Source of instances
          MESH_FEED_URL                 address of the AppHost's instance feed, such as http://127.0.0.1:18890
          MESH_FEED_TOKEN               its token

        Registrar
          --Registrar:Host=NAME         first part of every entry's id (default: the machine's name)
          --Registrar:Id=TEXT           mark of the entries this registrar owns, Meta mesh-owner (default: the host)
          --Registrar:Address=HOST      registered for instances that listen on localhost or every interface (default 127.0.0.1)
          --Registrar:Resync=hh:mm:ss   longest time between two comparisons with Consul (default 00:00:01)
          --Registrar:Concurrency=N     writes to Consul at the same time (default 8)
          --Registrar:DeregisterOnStop=true|false   take its entries out of Consul when told to stop (default true)
          --Registrar:StopTimeout=hh:mm:ss          how long that may take (default 00:00:02)

        Consul
          CONSUL_HTTP_ADDR              address of the agent (default http://127.0.0.1:8500)
          CONSUL_HTTP_TOKEN, CONSUL_HTTP_TOKEN_FILE, CONSUL_HTTP_SSL, CONSUL_CACERT, CONSUL_CLIENT_CERT, CONSUL_CLIENT_KEY

        Its own listener, with /health and /alive
          --urls=URL                    also ASPNETCORE_URLS (default {DefaultUrl})
        """;

    /// <summary>Prints the usage when it is asked for; true when it was.</summary>
    public static bool PrintIfAsked(string[] arguments)
    {
        var isAsked = arguments.Any(argument => argument is "--help" or "-h" or "-?");
        if (isAsked)
        {
            Console.WriteLine(Text);
        }

        return isAsked;
    }
}

using System.Text.Json.Nodes;

namespace Mesh.Hosting.Consul.Security;

/// <summary>What a secured agent is configured with, in the words of its version.</summary>
internal static class ConsulConfiguration
{
    // Until then it was called "master"; the new word is unknown to older versions.
    private static readonly Version FirstWithInitialManagement = new(1, 11);

    // Since then TLS has a section of its own.
    private static readonly Version FirstWithTlsSection = new(1, 12);

    public static string Write(ConsulSecurity security, Version? version)
    {
        var management = version >= FirstWithInitialManagement ? "initial_management" : "master";
        var configuration = new JsonObject
        {
            ["acl"] = new JsonObject
            {
                ["enabled"] = true,
                ["default_policy"] = "deny",
                ["tokens"] = new JsonObject { [management] = security.Management.Value, ["agent"] = security.Agent.Value },
            },
            ["encrypt"] = security.GossipKey.Value,
        };
        AddTls(configuration, security.Certificates, hasSection: version >= FirstWithTlsSection);
        return configuration.ToJsonString();
    }

    // Servers and agents show each other certificates; those who use the API need none.
    private static void AddTls(JsonObject configuration, ConsulCertificates certificates, bool hasSection)
    {
        var files = new JsonObject
        {
            ["ca_file"] = certificates.Authority,
            ["cert_file"] = certificates.Certificate,
            ["key_file"] = certificates.Key,
            ["verify_outgoing"] = true,
        };
        if (hasSection)
        {
            configuration["tls"] = new JsonObject
            {
                ["defaults"] = files,
                ["internal_rpc"] = new JsonObject { ["verify_incoming"] = true, ["verify_server_hostname"] = true },
            };
            return;
        }

        foreach (var (name, value) in files)
        {
            configuration[name] = value!.DeepClone();
        }

        configuration["verify_incoming_rpc"] = true;
        configuration["verify_server_hostname"] = true;
    }
}

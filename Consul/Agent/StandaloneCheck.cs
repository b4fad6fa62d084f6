using System.Text;
using System.Text.Json;

namespace Mesh.Consul;

/// <summary>
/// The shape of a check that is registered on its own. Consul 1.8 calls its id <c>ID</c> there and refuses <c>CheckID</c>,
/// while inside a service's registration it is <c>CheckID</c>.
/// </summary>
internal static class StandaloneCheck
{
    public static byte[] Serialize(CheckRegistration check, string? serviceId)
    {
        var json = JsonSerializer.SerializeToNode(check with { CheckId = null }, ConsulJson.Default.CheckRegistration)!.AsObject();
        json["ID"] = check.CheckId;
        json["ServiceID"] = serviceId ?? "";
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mesh.Dashboard.Security;

internal static class EphemeralKeys
{
    /// <summary>
    /// Keeps the keys that protect cookies in memory: a cookie is worth nothing once the dashboard has ended, and nothing is read from the disk
    /// or written there. To be called last: all kinds of services add the ordinary data protection.
    /// </summary>
    public static void AddEphemeralKeys(this IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        var reader = services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(EphemeralDataProtectionProvider).Assembly);
        services.Remove(reader);
    }
}

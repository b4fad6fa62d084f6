using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mesh.LoadBalancer.AccessLog;

internal static class AccessLogExtensions
{
    /// <summary>Adds the access log; nothing when it is off.</summary>
    public static void AddAccessLog(this IHostApplicationBuilder builder, AccessLogOptions options)
    {
        if (options.Format != AccessLogFormat.Off)
        {
            builder.Services.AddSingleton(options);
            builder.Services.AddSingleton<AccessLogQueue>();
            builder.Services.AddHostedService<AccessLogWriter>();
            builder.Services.TryAddSingleton(Random.Shared);
        }
    }

    /// <summary>Notes requests from here on; does nothing when the log is off.</summary>
    public static void UseAccessLog(this IApplicationBuilder app, AccessLogOptions options)
    {
        if (options.Format != AccessLogFormat.Off)
        {
            app.UseMiddleware<AccessLogMiddleware>();
        }
    }
}

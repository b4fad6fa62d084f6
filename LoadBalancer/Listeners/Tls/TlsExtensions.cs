using Mesh.LoadBalancer.Configuration;

namespace Mesh.LoadBalancer.Listeners.Tls;

internal static class TlsExtensions
{
    /// <summary>Adds certificates; nothing when no address speaks TLS.</summary>
    public static void AddTls(this IHostApplicationBuilder builder, LoadBalancerOptions options)
    {
        if (options.HttpsUrl is not null)
        {
            builder.Services.AddSingleton(options.Tls);
            builder.Services.AddSingleton<CertificateStore>();
            builder.Services.AddHostedService(services => services.GetRequiredService<CertificateStore>());
        }
    }

    /// <summary>Redirects requests without TLS, if that is wanted.</summary>
    public static void UseHttpsRedirect(this IApplicationBuilder app, LoadBalancerOptions options)
    {
        if (options.Tls.Redirect)
        {
            app.UseMiddleware<HttpsRedirect>(options.Tls.RedirectPort > 0 ? options.Tls.RedirectPort : BindingAddress.Parse(options.HttpsUrl!).Port);
        }
    }
}

using Mesh.Dashboard.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Dashboard.Security;

/// <summary>Lets in people who know the token, once: a cookie remembers them.</summary>
internal static class LoginExtensions
{
    private static readonly TimeSpan Lasting = TimeSpan.FromDays(3);

    public static void AddLogin(this IServiceCollection services, DashboardOptions options, int port)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            // A browser keeps one set of cookies for all of localhost's ports.
            cookie.Cookie.Name = $".Mesh.Dashboard.{port}";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = Lasting;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = LoginEndpoints.LoginPath;
            cookie.ReturnUrlParameter = LoginEndpoints.ReturnParameter;
            cookie.Events.OnRedirectToLogin = ToLogin;
        });
        services.AddAuthorization(authorization => authorization.FallbackPolicy = options.AllowAnonymous
            ? null
            : new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public static void MapLogin(this IEndpointRouteBuilder web) => LoginEndpoints.Map(web);

    // Only a page that a person opens can be answered with another page.
    private static Task ToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/_blazor"))
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }
}

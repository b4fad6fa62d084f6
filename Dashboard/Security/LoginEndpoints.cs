using System.Security.Claims;
using Mesh.Dashboard.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Dashboard.Security;

/// <summary>Logging in, by link or by form, and logging out.</summary>
internal static class LoginEndpoints
{
    public const string LoginPath = "/login";
    public const string ReturnParameter = "returnUrl";

    private const string TokenParameter = "t";

    public static void Map(IEndpointRouteBuilder web)
    {
        web.MapGet(LoginPath, LoginByLinkAsync).AllowAnonymous();
        web.MapPost(LoginPath, LoginByFormAsync).AllowAnonymous();
        web.MapPost("/logout", LogoutAsync).AllowAnonymous();
    }

    /// <summary>Where somebody who is logged in goes on: a path of this site, whatever was asked.</summary>
    public static string Destination(string? asked) => RedirectHttpResult.IsLocalUrl(asked) && asked!.StartsWith('/') ? asked : "/";

    private static Task LoginByLinkAsync(HttpContext context)
    {
        var presented = context.Request.Query[TokenParameter].ToString();
        var destination = Destination(context.Request.Query[ReturnParameter]);
        return presented.Length == 0 && Token(context) is not null
            ? LoginForm(destination, wasRefused: false).ExecuteAsync(context)
            : LoginAsync(context, presented, destination);
    }

    private static async Task LoginByFormAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        await LoginAsync(context, form[TokenParameter].ToString().Trim(), Destination(form[ReturnParameter]));
    }

    private static async Task LoginAsync(HttpContext context, string presented, string destination)
    {
        if (Token(context) is { } token)
        {
            if (!new Secret(token).Is(presented))
            {
                await LoginForm(destination, wasRefused: true).ExecuteAsync(context);
                return;
            }

            var person = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "Developer")], CookieAuthenticationDefaults.AuthenticationScheme));
            await context.SignInAsync(person, new() { IsPersistent = true });
        }

        context.Response.Redirect(destination);
    }

    private static async Task LogoutAsync(HttpContext context)
    {
        await context.SignOutAsync();
        context.Response.Redirect(LoginPath);
    }

    private static string? Token(HttpContext context) => context.RequestServices.GetRequiredService<DashboardOptions>().BrowserToken;

    private static RazorComponentResult<LoginPage> LoginForm(string destination, bool wasRefused) =>
        new(new Dictionary<string, object?> { [nameof(LoginPage.Destination)] = destination, [nameof(LoginPage.WasRefused)] = wasRefused })
        {
            StatusCode = wasRefused ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK,
            PreventStreamingRendering = true,
        };
}

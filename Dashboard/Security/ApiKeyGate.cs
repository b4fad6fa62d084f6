using Grpc.Core;
using Mesh.Dashboard.Configuration;
using Mesh.Dashboard.Hosting;
using Mesh.Dashboard.Otlp;
using Microsoft.AspNetCore.Http;

namespace Mesh.Dashboard.Security;

/// <summary>Lets in telemetry from those only who know the key, before anything they sent is read.</summary>
internal sealed class ApiKeyGate(RequestDelegate next, DashboardOptions options)
{
    /// <summary>The header with the key: Aspire's.</summary>
    public const string Header = "x-otlp-api-key";

    private const string Refusal = "The header x-otlp-api-key is missing or wrong.";

    private readonly Secret? _key = options.OtlpApiKey is { } key ? new(key) : null;

    public Task InvokeAsync(HttpContext context)
    {
        var listener = ListenerFeature.Of(context);
        if (listener == ListenerKind.Browser || _key is null || _key.Is(context.Request.Headers[Header]))
        {
            return next(context);
        }

        if (listener != ListenerKind.OtlpGrpc)
        {
            return OtlpHttpReceiver.RefuseAsync(context, StatusCodes.Status401Unauthorized, Refusal);
        }

        // A call that ends before it has begun has its status among the headers ("Trailers-Only" in the gRPC protocol over HTTP/2).
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)StatusCode.Unauthenticated).ToString();
        context.Response.Headers["grpc-message"] = Refusal;
        return Task.CompletedTask;
    }
}

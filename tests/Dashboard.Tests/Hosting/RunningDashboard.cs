using System.Net;
using Mesh.Dashboard.Configuration;
using Mesh.Dashboard.Hosting;
using Mesh.Dashboard.Resources;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Dashboard.Tests.Hosting;

/// <summary>A dashboard that runs on random ports, and a browser without a window.</summary>
internal sealed class RunningDashboard : IAsyncDisposable
{
    public const string Token = "a-token-for-tests";
    public const string Key = "a-key-for-tests";

    private RunningDashboard(DashboardApplication application)
    {
        Application = application;
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = application.Url };
    }

    public DashboardApplication Application { get; }

    /// <summary>Follows no redirects, keeps cookies.</summary>
    public HttpClient Client { get; }

    public static DashboardOptions Options { get; } = new()
    {
        Url = "http://localhost:0",
        OtlpGrpcUrl = "http://localhost:0",
        OtlpHttpUrl = "http://localhost:0",
        BrowserToken = Token,
        OtlpApiKey = Key,
    };

    public static async Task<RunningDashboard> StartAsync(DashboardOptions? options = null, IResourceSource? resources = null)
    {
        var application = new DashboardApplication(options ?? Options, resources ?? new NoResources(), NullLoggerFactory.Instance);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new(application);
    }

    public async Task LogInAsync()
    {
        var answer = await Client.GetAsync($"/login?t={Token}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Application.DisposeAsync();
    }
}

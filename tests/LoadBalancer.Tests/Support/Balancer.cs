using System.Text.Json;
using Mesh.LoadBalancer.Admin;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.LoadBalancer.Tests.Support;

/// <summary>The whole balancer in this process, on random ports.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;

    private Balancer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
        Client = new() { BaseAddress = Address, Timeout = Deadline };
        Admin = new() { BaseAddress = new Uri(app.Services.GetRequiredService<AdminServer>().Address!), Timeout = Deadline };
    }

    /// <summary>The public address.</summary>
    public Uri Address { get; }

    /// <summary>The public address for TLS.</summary>
    public Uri SecureAddress => new(_app.Urls.First(url => url.StartsWith("https:", StringComparison.Ordinal)));

    /// <summary>A client of the public address.</summary>
    public HttpClient Client { get; }

    /// <summary>A client of the admin.</summary>
    public HttpClient Admin { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it and, unless it is told otherwise, waits until it is ready and knows every service.</summary>
    public static async Task<Balancer> StartAsync(string[] settings, bool untilReady = true)
    {
        var app = LoadBalancerApplication.Create(
        [
            "--urls=http://127.0.0.1:0", "--LoadBalancer:AdminUrl=http://127.0.0.1:0", "--Drain:Delay=00:00:00", "--Drain:Timeout=00:00:05",
            "--Logging:LogLevel:Default=Error", .. settings,
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var balancer = new Balancer(app);
        if (untilReady)
        {
            await Eventually.Async(
                async () => await balancer.HealthAsync() is var health
                    && health.GetProperty("status").GetString() == "Healthy" && health.GetProperty("unanswered").GetInt32() == 0,
                Deadline, "The balancer should have become ready, and know every service");
        }

        return balancer;
    }

    public async Task<string> GetAsync(string path = "/") => await Client.GetStringAsync(path, TestContext.Current.CancellationToken);

    public async Task<JsonElement> HealthAsync() => await ReadAsync("health");

    public async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await Admin.GetAsync(path, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }

    /// <summary>Asks until every one of these instances, and no other, answers.</summary>
    public Task UntilAnsweredByAsync(params IEnumerable<string> names)
    {
        var wanted = string.Join(' ', names.Order());
        var seen = "";
        return Eventually.Async(
            async () =>
            {
                var answers = new HashSet<string>();
                for (var i = 0; i < 2 * names.Count(); i++)
                {
                    answers.Add(await GetAsync());
                }

                seen = string.Join(' ', answers.Order());
                return seen == wanted;
            },
            Deadline, $"Exactly {wanted} should answer", () => seen);
    }

    public Task UntilAsync(Func<Task<bool>> condition, string because) => Eventually.Async(condition, Deadline, because);

    public Task UntilAsync(Func<bool> condition, string because) => Eventually.Async(condition, Deadline, because);

    /// <summary>Tells it to stop; returns when it has.</summary>
    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Admin.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}

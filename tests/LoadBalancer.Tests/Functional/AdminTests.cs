using System.Net;
using Mesh.LoadBalancer.Admin;
using Mesh.LoadBalancer.Tests.Support;
using Mesh.ServiceDefaults.Settings;
using Mesh.Tests.Kit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.LoadBalancer.Tests.Functional;

public sealed class AdminTests(SharedConsul consul) : MeshTest(consul)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/routes")]
    [InlineData("/instances")]
    [InlineData("/why")]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Every_public_path_belongs_to_the_service_also_when_the_client_names_the_admins_host(string path)
    {
        var instance = await AddInstanceAsync();
        var balancer = await StartBalancerAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = balancer.Admin.BaseAddress!.Authority } };

        using var answer = await balancer.Client.SendAsync(request, Cancelled);

        Assert.Equal(instance.Name, await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Why_names_the_route_the_candidates_and_the_reason_of_every_other()
    {
        var passing = await AddInstanceAsync();
        var resting = await AddInstanceAsync();
        await Consul.Agent.SetServiceMaintenanceAsync(resting.Name, enabled: true, "new disk", Cancelled);
        var balancer = await StartBalancerAsync();
        await balancer.UntilAnsweredByAsync(passing.Name);

        var why = await balancer.ReadAsync("why?host=example.com&path=/x");

        Assert.Equal($"service '{Service}' by setting LoadBalancer:DefaultService", why.GetProperty("answer").GetString());
        Assert.EndsWith($"/{passing.Name}", Assert.Single(why.GetProperty("candidates").EnumerateArray()).GetString());
        Assert.EndsWith($"/{resting.Name}", Assert.Single(why.GetProperty("leftOut").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Instances_are_listed_with_address_state_and_requests_under_way()
    {
        var busy = new TaskCompletionSource();
        var instance = await AddInstanceAsync(async context =>
        {
            await context.Response.WriteAsync("busy");
            await busy.Task;
        });
        var balancer = await StartBalancerAsync();
        using var request = await balancer.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Cancelled);

        var services = (await balancer.ReadAsync("instances")).GetProperty("services").EnumerateArray();
        var listed = services.Single(service => service.GetProperty("service").GetString() == Service).GetProperty("instances")[0];

        Assert.Equal(
            ($"127.0.0.1:{instance.Port}", "Passing", 1),
            (listed.GetProperty("address").GetString(), listed.GetProperty("state").GetString(), listed.GetProperty("requests").GetInt32()));
        busy.SetResult();
    }

    [Fact]
    public async Task The_page_and_its_parts_are_served_without_anything_from_elsewhere()
    {
        var balancer = await StartBalancerAsync();

        foreach (var (path, type) in new[] { ("", "text/html"), ("page.js", "text/javascript"), ("page.css", "text/css") })
        {
            using var answer = await balancer.Admin.GetAsync(path, Cancelled);
            Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
            Assert.StartsWith("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
            Assert.DoesNotContain("http", await answer.Content.ReadAsStringAsync(Cancelled));
        }
    }

    [Fact]
    public async Task Metrics_tell_Prometheus_of_services_instances_and_the_process()
    {
        var instance = await AddInstanceAsync();
        var balancer = await StartBalancerAsync();
        for (var i = 0; i < 3; i++)
        {
            await balancer.GetAsync();
        }

        var text = "";
        await Eventually.Async(
            async () => (text = await balancer.Admin.GetStringAsync("metrics", Cancelled))
                .Contains($"mesh_requests_total{{service=\"{Service}\",status=\"2xx\"}} 3\n", StringComparison.Ordinal),
            Deadline, "Three requests should be counted", () => text);

        Assert.Contains($"mesh_request_duration_seconds_count{{service=\"{Service}\"}} 3\n", text);
        Assert.Contains($"mesh_request_duration_seconds_bucket{{service=\"{Service}\",le=\"+Inf\"}} 3\n", text);
        Assert.Matches($"mesh_instance_requests_total{{instance_id=\"[^\"]+/{instance.Name}\",status=\"2xx\"}} 3\n", text);
        Assert.Contains("# TYPE mesh_config_age_seconds gauge\n", text);
        Assert.Contains("# TYPE mesh_config_apply_duration_seconds summary\n", text);
        Assert.Matches("process_open_fds [1-9]", text);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(@"^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? \S+)$", line));
    }

    [Fact]
    public async Task Instances_tell_how_much_they_were_asked_lately()
    {
        await AddInstanceAsync();
        var balancer = await StartBalancerAsync();
        var rate = 0.0;

        await Eventually.Async(
            async () =>
            {
                await balancer.GetAsync();
                var service = (await balancer.ReadAsync("instances")).GetProperty("services").EnumerateArray()
                    .Single(service => service.GetProperty("service").GetString() == Service);
                rate = service.GetProperty("instances")[0].GetProperty("recent").GetProperty("requestsPerSecond").GetDouble();
                return rate > 0 && service.GetProperty("recent").GetProperty("p99Milliseconds").GetDouble() > 0;
            },
            Deadline, "There should be a rate", () => rate);
    }

    [Theory]
    [InlineData("GET", "evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("POST", "localhost", HttpStatusCode.MethodNotAllowed)]
    public async Task The_admin_refuses_other_hosts_and_methods(string method, string host, HttpStatusCode status)
    {
        var balancer = await StartBalancerAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "routes") { Headers = { Host = host } };

        using var answer = await balancer.Admin.SendAsync(request, Cancelled);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named_with_its_setting()
    {
        var address = (await StartBalancerAsync()).Admin.BaseAddress!.OriginalString;

        var taken = await Assert.ThrowsAsync<SettingsException>(() => StartBalancerAsync($"--LoadBalancer:AdminUrl={address}"));

        Assert.Contains($"LoadBalancer:AdminUrl is '{address}', which is in use already", taken.Message);
    }

    [Fact]
    public async Task An_empty_address_turns_it_off()
    {
        await using var app = LoadBalancerApplication.Create(["--urls=http://127.0.0.1:0", "--LoadBalancer:AdminUrl=", $"--CONSUL_HTTP_ADDR={Server.Address}"]);
        await app.StartAsync(Cancelled);

        Assert.Null(app.Services.GetRequiredService<AdminServer>().Address);
        await app.StopAsync(Cancelled);
    }
}

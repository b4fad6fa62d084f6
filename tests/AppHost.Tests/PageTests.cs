using System.Net;

namespace Mesh.AppHost.Tests;

[Collection(SharedMeshCollection.Name)]
public sealed class PageTests(SharedMesh shared)
{
    [Fact]
    public async Task The_page_and_its_JSON_come_through_the_balancer_and_alternate_over_three_instances()
    {
        var mesh = await shared.WithThreeInstancesAsync();

        var page = await mesh.Client.GetStringAsync("/", TestContext.Current.CancellationToken);
        var visits = new List<Visit>();
        for (var i = 0; i < 6; i++)
        {
            visits.Add(await mesh.VisitAsync());
        }

        Assert.Contains("LOCAL:", page);
        Assert.Contains("to WebServer", page);
        Assert.All(visits, visit => Assert.StartsWith("web-", visit.Instance));
        Assert.All(visits, visit => Assert.True(IPEndPoint.TryParse(visit.Server, out _), visit.Server));
        Assert.Equal(3, visits.Take(3).Select(visit => visit.Instance).Distinct().Count());
        Assert.Equal(visits.Take(3).Select(visit => visit.Instance), visits.Skip(3).Select(visit => visit.Instance));
    }

    [Fact]
    public async Task Consul_lists_one_entry_with_tag_check_and_owner_for_each_instance_and_serves_its_page()
    {
        var mesh = await shared.WithThreeInstancesAsync();

        var entries = await mesh.PassingAsync();
        using var consul = new HttpClient { BaseAddress = mesh.ConsulAddress };

        Assert.Equal(3, entries.Count);
        Assert.All(entries, entry =>
        {
            Assert.Equal(["backend"], entry.Service.Tags);
            Assert.Contains("mesh-owner", entry.Service.Meta.Keys);
            Assert.DoesNotContain("mesh-trace", entry.Service.Meta.Keys);
            Assert.Matches($"^{Regex(Environment.MachineName)}:web-[123]-[a-z]{{8}}:{entry.Service.Port}$", entry.Service.Id);
            Assert.Contains(entry.Checks, check => check.ServiceId == entry.Service.Id);
        });
        Assert.Equal(3, entries.Select(entry => entry.Service.Port).Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, (await consul.GetAsync("/ui/", TestContext.Current.CancellationToken)).StatusCode);

        static string Regex(string text) => System.Text.RegularExpressions.Regex.Escape(text);
    }
}

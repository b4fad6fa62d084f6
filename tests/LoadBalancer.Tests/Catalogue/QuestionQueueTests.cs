using Mesh.LoadBalancer.Catalogue;

namespace Mesh.LoadBalancer.Tests.Catalogue;

public sealed class QuestionQueueTests
{
    private readonly QuestionQueue _queue = new();
    private readonly CatalogueStore _store = new(TimeProvider.System);

    [Fact]
    public async Task Services_that_requests_wait_for_come_first_and_each_comes_once()
    {
        var services = new[] { "a", "b", "c", "d" }.Select(Track).ToDictionary(service => service.Name);
        foreach (var (name, isUrgent) in new[] { ("a", false), ("b", false), ("c", false), ("a", false), ("c", true), ("d", true) })
        {
            _queue.Add(services[name], isUrgent);
        }

        Assert.Equal(["c", "d", "a", "b"], await TakeAsync(4));

        _queue.Add(services["a"], isUrgent: false);
        Assert.Equal(["a"], await TakeAsync(1));
    }

    private TrackedService Track(string name) => new(name, _store, new(new()), TimeProvider.System, new(new(), TimeProvider.System), saved: null);

    private async Task<List<string>> TakeAsync(int count) =>
        await _queue.TakeAllAsync(TestContext.Current.CancellationToken).Take(count).Select(service => service.Name).ToListAsync();
}

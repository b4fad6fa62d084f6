using Mesh.LoadBalancer.Catalogue;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.LoadBalancer.Tests.Catalogue;

public sealed class FirstAnswersTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FirstAnswers _first;

    public FirstAnswersTests()
    {
        _first = new(new() { AwaitConsul = TimeSpan.FromSeconds(3) }, _time);
        _first.Await("web");
        _first.Await("api");
    }

    [Fact]
    public void Nobody_waits_for_a_service_that_is_known()
    {
        _first.Came("web");

        Assert.True(WaitAsync("web").IsCompletedSuccessfully);
    }

    [Fact]
    public async Task All_of_many_requests_go_on_with_the_answer_and_the_service_is_wanted_once()
    {
        List<string> wanted = [];
        _first.Wanted += wanted.Add;
        var waiting = Enumerable.Range(0, 5000).Select(_ => WaitAsync("web")).ToList();
        Assert.DoesNotContain(waiting, wait => wait.IsCompleted);

        _first.Came("web");

        Assert.All(await Task.WhenAll(waiting), Assert.True);
        Assert.Equal(["web"], wanted);
    }

    [Fact]
    public async Task A_request_waits_as_long_as_the_setting_says()
    {
        var waiting = WaitAsync("web");
        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(waiting.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.False(await waiting);
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_its_wait()
    {
        using var gone = new CancellationTokenSource();
        var waiting = _first.WaitAsync(["web"], static () => false, gone.Token);

        await gone.CancelAsync();

        Assert.False(await waiting);
    }

    [Fact]
    public async Task Of_several_services_the_first_answer_that_is_enough_ends_the_wait()
    {
        var isEnough = false;
        var waiting = _first.WaitAsync(["web", "api", "known"], () => isEnough, CancellationToken.None);
        isEnough = true;

        _first.Came("api");

        Assert.True(await waiting);
    }

    [Fact]
    public async Task Of_several_services_answers_that_are_not_enough_are_all_waited_for()
    {
        var waiting = _first.WaitAsync(["web", "api"], static () => false, CancellationToken.None);
        _first.Came("api");
        Assert.False(waiting.IsCompleted);

        _first.Came("web");

        Assert.True(await waiting);
    }

    private Task<bool> WaitAsync(string service) => _first.WaitAsync([service], static () => false, CancellationToken.None);
}

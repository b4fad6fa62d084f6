namespace Mesh.Consul.Tests.Watching;

public sealed class ConsulWatchTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watch_asks_at_once_and_then_waits_for_the_index_of_the_last_answer()
    {
        await using var query = new ScriptedQuery().Answers(5, 7, 7);

        bool[] restarted = [await query.NextRestartedAsync(), await query.NextRestartedAsync(), await query.NextRestartedAsync()];

        Assert.Equal([null, 5, 7], query.AskedIndexes);
        Assert.Equal([true, false, false], restarted);
    }

    [Fact]
    public async Task An_index_that_goes_backwards_starts_the_watch_over()
    {
        await using var query = new ScriptedQuery().Answers(100, 5, 6, 7);

        bool[] restarted =
            [await query.NextRestartedAsync(), await query.NextRestartedAsync(), await query.NextRestartedAsync(), await query.NextRestartedAsync()];

        Assert.Equal([null, 100, null, 6], query.AskedIndexes);
        Assert.Equal([true, true, true, false], restarted);
    }

    [Fact]
    public async Task An_answer_without_an_index_is_followed_with_index_1_so_that_the_next_question_blocks()
    {
        await using var query = new ScriptedQuery().Answers(0, 0, 3);

        for (var i = 0; i < 3; i++)
        {
            await query.NextAsync();
        }

        Assert.Equal([null, 1, 1], query.AskedIndexes);
    }

    [Fact]
    public async Task A_watch_starts_again_without_an_index_after_an_error()
    {
        await using var query = new ScriptedQuery().Answers(100).Fails().Answers(3, 4);
        await query.NextAsync();
        await query.NextAsync();

        bool[] restarted = [await query.NextRestartedAsync(), await query.NextRestartedAsync()];

        Assert.Equal([null, 100, null, 3], query.AskedIndexes);
        Assert.Equal([true, false], restarted);
    }

    [Fact]
    public async Task Failures_are_reported_with_their_number_and_the_wait_that_follows()
    {
        await using var query = new ScriptedQuery().Fails().Fails(ConsulFailure.NoLeader).Answers(1).Fails();

        var first = Assert.IsType<WatchFailure<string>>(await query.NextAsync());
        var second = Assert.IsType<WatchFailure<string>>(await query.NextAsync());
        await query.NextAsync();
        var third = Assert.IsType<WatchFailure<string>>(await query.NextAsync());

        Assert.Equal((ConsulFailure.Refused, 1, 250), (first.Error.Failure, first.Attempt, first.RetryAfter.TotalMilliseconds));
        Assert.Equal((ConsulFailure.NoLeader, 2, 500), (second.Error.Failure, second.Attempt, second.RetryAfter.TotalMilliseconds));
        Assert.Equal((1, 250), (third.Attempt, third.RetryAfter.TotalMilliseconds));
    }

    [Fact]
    public async Task After_a_failure_the_watch_waits_exactly_as_long_as_it_said()
    {
        await using var query = new ScriptedQuery().Fails().Answers(1);
        await query.MoveNextAsync();

        var next = query.MoveNextAsync();
        query.Time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Single(query.Asked);
        query.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(await next.WaitAsync(Soon, _cancelled));
        Assert.Equal(2, query.Asked.Count);
    }

    [Fact]
    public async Task Two_hundred_quick_answers_pass_at_once_and_the_next_question_waits()
    {
        await using var query = new ScriptedQuery().Answers([.. Enumerable.Range(1, 201).Select(index => (ulong)index)]);

        for (var i = 0; i < 200; i++)
        {
            Assert.True(query.MoveNextAsync().IsCompletedSuccessfully);
        }

        var next = query.MoveNextAsync();
        query.Time.Advance(TimeSpan.FromMilliseconds(9));
        Assert.Equal(200, query.Asked.Count);
        query.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(await next.WaitAsync(Soon, _cancelled));
    }

    [Fact]
    public async Task The_options_of_the_query_are_kept_and_the_wait_is_the_watchs()
    {
        var options = new WatchOptions { Query = new() { Consistency = Consistency.Stale, Filter = "x" }, Wait = TimeSpan.FromSeconds(30) };
        await using var query = new ScriptedQuery(options).Answers(9, 10);
        await query.NextAsync();
        await query.NextAsync();

        Assert.Equal(new QueryOptions { Consistency = Consistency.Stale, Filter = "x", Index = 9, Wait = TimeSpan.FromSeconds(30) }, query.Asked[1]);
    }

    [Fact]
    public async Task Cancelling_ends_a_watch_at_once_while_its_question_blocks()
    {
        await using var query = new ScriptedQuery().Answers(1);
        await query.NextAsync();
        var blocked = query.MoveNextAsync();

        await query.Stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocked.WaitAsync(Soon, _cancelled));
    }

    [Fact]
    public async Task Cancelling_ends_a_watch_at_once_while_it_waits_after_a_failure()
    {
        await using var query = new ScriptedQuery().Fails();
        await query.NextAsync();
        var waiting = query.MoveNextAsync();

        await query.Stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Soon, _cancelled));
    }

    [Fact]
    public async Task An_error_that_is_not_Consuls_is_not_hidden()
    {
        await using var query = new ScriptedQuery().Throws(new InvalidOperationException("a bug"));

        await Assert.ThrowsAsync<InvalidOperationException>(query.NextAsync);
    }
}

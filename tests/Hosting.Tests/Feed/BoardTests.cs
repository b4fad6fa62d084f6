using Mesh.Hosting.Feed;

namespace Mesh.Hosting.Tests.Feed;

public sealed class BoardTests
{
    private readonly Board<string> _board = new();

    [Fact]
    public async Task A_reader_gets_the_state_now_and_after_each_change()
    {
        _board.Set("a", "1");
        await using var reader = _board.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("1", reader.Current["a"]);

        _board.Set("a", "2");
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("2", reader.Current["a"]);
    }

    [Fact]
    public async Task Changes_too_fast_for_a_reader_become_one()
    {
        var reader = _board.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await reader.MoveNextAsync();
        for (var i = 0; i < 1000; i++)
        {
            _board.Set("a", $"{i}");
        }

        await reader.MoveNextAsync();
        Assert.Equal("999", reader.Current["a"]);
        Assert.False(reader.MoveNextAsync().IsCompleted);
    }

    [Fact]
    public void A_value_that_equals_the_one_before_is_no_change()
    {
        _board.Set("a", "same");
        var change = _board.NextChange;
        _board.Set("a", new string("same"));
        _board.Remove("nobody");
        Assert.False(change.IsCompleted);

        _board.Remove("a");
        Assert.True(change.IsCompleted);
    }
}

namespace Mesh.Consul.Tests.KeyValue;

public sealed class KeyValueTests(RealConsul consul)
{
    private readonly CancellationToken _cancelled = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("kv/plain")]
    [InlineData("kv/odd /ü?x=1#&%+/")]
    public async Task A_value_comes_back_under_its_key(string key)
    {
        Assert.True(await consul.Client.KeyValue.PutAsync(key, "grüß"u8.ToArray(), cancellationToken: _cancelled));

        var entry = (await consul.Client.KeyValue.GetAsync(key, cancellationToken: _cancelled)).Value;

        Assert.Equal((key, "grüß"), (entry?.Key, entry?.Text));
    }

    [Fact]
    public async Task Check_and_set_writes_only_onto_the_version_it_names()
    {
        var kv = consul.Client.KeyValue;
        Assert.True(await kv.PutAsync("cas", "1"u8.ToArray(), checkAndSet: 0, flags: ulong.MaxValue, _cancelled));
        var first = (await kv.GetAsync("cas", cancellationToken: _cancelled)).Value!;

        Assert.False(await kv.PutAsync("cas", "2"u8.ToArray(), checkAndSet: 0, cancellationToken: _cancelled));
        Assert.True(await kv.PutAsync("cas", "3"u8.ToArray(), first.ModifyIndex, cancellationToken: _cancelled));
        Assert.False(await kv.DeleteAsync("cas", first.ModifyIndex, _cancelled));

        Assert.Equal(ulong.MaxValue, first.Flags);
        Assert.Equal("3", (await kv.GetAsync("cas", cancellationToken: _cancelled)).Value?.Text);
    }

    [Fact]
    public async Task A_missing_key_is_no_error_and_can_be_waited_for()
    {
        var missing = await consul.Client.KeyValue.GetAsync("later", cancellationToken: _cancelled);
        var blocked = consul.Client.KeyValue.GetAsync("later", new() { Index = missing.Index, Wait = TimeSpan.FromMinutes(1) }, _cancelled);

        await consul.Client.KeyValue.PutAsync("later", "here"u8.ToArray(), cancellationToken: _cancelled);

        Assert.Null(missing.Value);
        Assert.Equal("here", (await blocked.WaitAsync(TimeSpan.FromSeconds(30), _cancelled)).Value?.Text);
    }

    [Fact]
    public async Task Entries_are_listed_by_prefix_and_gone_once_deleted()
    {
        var kv = consul.Client.KeyValue;
        await kv.PutAsync("tree/b", ReadOnlyMemory<byte>.Empty, cancellationToken: _cancelled);
        await kv.PutAsync("tree/a", "x"u8.ToArray(), cancellationToken: _cancelled);

        var both = (await kv.ListAsync("tree/", cancellationToken: _cancelled)).Value;
        Assert.True(await kv.DeleteAsync("tree/a", cancellationToken: _cancelled));
        Assert.True(await kv.DeleteAsync("tree/b", cancellationToken: _cancelled));

        Assert.Equal([("tree/a", "x"), ("tree/b", "")], both.Select(entry => (entry.Key, entry.Text)));
        Assert.Empty((await kv.ListAsync("tree/", cancellationToken: _cancelled)).Value);
    }
}

namespace Mesh.Consul.Tests.Kit;

public sealed class EventuallyTests
{
    [Fact]
    public async Task A_condition_that_stays_false_says_why_it_was_expected_and_what_was_last_seen()
    {
        var asked = 0;

        var failure = await Assert.ThrowsAsync<TimeoutException>(() =>
            Eventually.Async(() => ++asked > 1000, TimeSpan.FromMilliseconds(50), "The water should boil", () => $"{asked} looks"));

        Assert.Contains("The water should boil: not within 0.1 s. Waited for: () => ++asked > 1000. Last seen: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith($"{asked} looks.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_counts_as_not_yet_and_is_named_at_the_end()
    {
        var asked = 0;
        await Eventually.Async(() => ++asked > 2 ? true : throw new IOException("cold"), TimeSpan.FromSeconds(10), "The third look succeeds");

        var failure = await Assert.ThrowsAsync<TimeoutException>(() =>
            Eventually.Async(() => Task.FromException<bool>(new IOException("cold")), TimeSpan.FromMilliseconds(50), "The water should boil"));

        Assert.Contains("IOException: cold", failure.Message, StringComparison.Ordinal);
    }
}

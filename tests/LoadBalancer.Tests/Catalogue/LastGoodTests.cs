using Mesh.LoadBalancer.Catalogue;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.LoadBalancer.Tests.Catalogue;

public sealed class LastGoodTests
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly LastGood<string> _answers;
    private (string Served, Staleness? Staleness) _last = ("nothing", null);
    private int _decisions;

    // An answer is a list of names; what is kept in doubt are the names that are missing.
    public LastGoodTests() => _answers = new(KeepMissing, Hold, _time, (served, staleness) => (_last, _decisions) = ((served, staleness), _decisions + 1));

    [Fact]
    public void A_first_answer_is_served_as_it_is()
    {
        _answers.Answered("a b", afterTrouble: true);

        Assert.Equal(("a b", null), _last);
    }

    [Fact]
    public void What_leaves_without_trouble_is_gone_at_once()
    {
        _answers.Answered("a b", afterTrouble: true);
        _answers.Answered("", afterTrouble: false);

        Assert.Equal(("", null), _last);
    }

    [Fact]
    public void What_is_missing_from_the_first_answer_after_a_failure_is_kept_whatever_the_watch_says()
    {
        _answers.Answered("a b", afterTrouble: true);
        _answers.Failed("nothing is shown");
        Assert.True(_answers.IsStale);

        _answers.Answered("", afterTrouble: false);
        Assert.Equal("a b", _last.Served);

        _answers.Answered("a b", afterTrouble: false);
        Assert.Equal(("a b", null), _last);
        Assert.False(_answers.IsStale);
    }

    [Fact]
    public void While_Consul_does_not_answer_the_last_answer_stays_without_limit()
    {
        _answers.Answered("a b", afterTrouble: true);
        var before = _time.GetUtcNow();
        _answers.Failed("refused");
        _time.Advance(TimeSpan.FromDays(1));
        _answers.Failed("still refused");

        Assert.Equal(("a b", new Staleness(before, "still refused")), _last);
    }

    [Fact]
    public void What_is_missing_after_trouble_is_kept_for_the_time_set()
    {
        _answers.Answered("a b", afterTrouble: true);
        _answers.Answered("", afterTrouble: true);
        _time.Advance(Hold - TimeSpan.FromMilliseconds(1));

        Assert.Equal("a b", _last.Served);
        Assert.NotNull(_last.Staleness);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(("", null), _last);
    }

    [Fact]
    public void Further_answers_that_miss_it_do_not_prolong_the_time()
    {
        _answers.Answered("a", afterTrouble: true);
        _answers.Answered("", afterTrouble: true);
        _time.Advance(Hold / 2);
        _answers.Answered("", afterTrouble: false);
        Assert.Equal("a", _last.Served);

        _time.Advance(Hold / 2);

        Assert.Equal("", _last.Served);
    }

    [Fact]
    public void What_comes_back_is_served_at_once_and_the_rest_is_still_kept()
    {
        _answers.Answered("a b", afterTrouble: true);
        _answers.Answered("", afterTrouble: true);
        _answers.Answered("b c", afterTrouble: false);

        Assert.Equal("b c a", _last.Served);

        _time.Advance(Hold);

        Assert.Equal(("b c", null), _last);
    }

    [Fact]
    public void Once_everything_is_back_nothing_is_in_doubt_any_more()
    {
        _answers.Answered("a b", afterTrouble: true);
        _answers.Answered("", afterTrouble: true);
        _answers.Answered("a b", afterTrouble: false);
        Assert.Equal(("a b", null), _last);
        var decisions = _decisions;

        _time.Advance(Hold * 2);

        Assert.Equal(decisions, _decisions);
        _answers.Answered("b", afterTrouble: false);
        Assert.Equal("b", _last.Served);
    }

    [Fact]
    public void Trouble_while_something_is_kept_keeps_it_until_Consul_answers_again()
    {
        _answers.Answered("a", afterTrouble: true);
        _answers.Answered("", afterTrouble: true);
        _answers.Failed("refused");
        _time.Advance(Hold * 2);
        Assert.Equal("a", _last.Served);

        _answers.Answered("", afterTrouble: true);
        _time.Advance(Hold);

        Assert.Equal("", _last.Served);
    }

    [Fact]
    public void The_age_counts_from_the_last_agreement()
    {
        _answers.Answered("a", afterTrouble: true);
        var agreed = _time.GetUtcNow();
        _answers.Failed("refused");
        _time.Advance(TimeSpan.FromSeconds(5));
        _answers.Answered("", afterTrouble: true);

        Assert.Equal(agreed, _last.Staleness!.Since);
    }

    [Fact]
    public void Nothing_is_served_after_the_end()
    {
        _answers.Answered("a", afterTrouble: true);
        _answers.Answered("", afterTrouble: true);
        var decisions = _decisions;
        _answers.Dispose();

        _time.Advance(Hold * 2);
        _answers.Answered("b", afterTrouble: false);
        _answers.Failed("refused");

        Assert.Equal(decisions, _decisions);
    }

    private static string KeepMissing(string good, string answer)
    {
        var missing = good.Split(' ').Except(answer.Split(' ')).ToArray();
        return missing.Length == 0 ? answer : string.Join(' ', answer.Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(missing));
    }
}

using Mesh.Consul;
using Mesh.LoadBalancer.Catalogue;
using Microsoft.Extensions.Logging;

namespace Mesh.LoadBalancer.Tests.Catalogue;

public sealed class WatchLogTests
{
    private static readonly WatchAnswer<string> Answer = new(new("", 1, TimeSpan.Zero, true, false), Restarted: false);

    private readonly Lines _lines = new();
    private readonly WatchLog _log;

    public WatchLogTests() => _log = new(_lines);

    [Fact]
    public void Of_many_watches_in_the_same_trouble_the_first_speaks_and_the_last_says_that_it_is_over()
    {
        var (first, second) = (_log.For("service 'a'"), _log.For("service 'b'"));

        first.Note(Answer, hidden: "no right");
        second.Note(Answer, hidden: "no right");
        first.Note(Answer, hidden: "no right");
        Assert.Equal("no right", _log.Trouble);
        first.Note(Answer);
        second.Note(Answer);
        second.Note(Answer);

        Assert.Equal(
            ["Consul does not answer, first about service 'a': its last answers stay in use. no right", "Consul answers everything again."], _lines.Said);
        Assert.Null(_log.Trouble);
    }

    [Fact]
    public void A_watch_that_ends_takes_its_trouble_with_it()
    {
        var only = _log.For("service 'a'");
        only.Note(Answer, hidden: "no right");

        only.Ended();

        Assert.Null(_log.Trouble);
    }

    private sealed class Lines : ILogger<WatchLog>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add(formatter(state, exception));
    }
}

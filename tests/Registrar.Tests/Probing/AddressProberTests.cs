using System.Net;
using System.Net.Sockets;
using Mesh.Registrar.Probing;
using Mesh.Registrar.Timing;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Registrar.Tests.Probing;

public sealed class AddressProberTests : IDisposable
{
    private static readonly ProbeTarget Target = new("test", "web-1", 1, "127.0.0.1", 5000);
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedProbe _probe = new();
    private readonly ChangeSignal _changed;
    private readonly AddressProber _prober;

    public AddressProberTests()
    {
        _changed = new(_time);
        _prober = new(_probe, _changed, _time, new Random(1));
    }

    public void Dispose() => _prober.Dispose();

    [Fact]
    public async Task An_address_that_answers_at_once_is_known_at_once_and_asked_no_more()
    {
        _probe.Listen(5000);

        _prober.Watch([Target]);

        Assert.True(_prober.HasAnswered(Target));
        Assert.NotNull(await _changed.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _probe.Asked);
    }

    [Fact]
    public async Task An_address_is_asked_every_50_ms_at_first_until_it_answers()
    {
        _prober.Watch([Target]);
        Assert.False(_prober.HasAnswered(Target));

        _probe.Listen(5000);
        _time.Advance(TimeSpan.FromMilliseconds(50));

        await Eventually.Async(() => _prober.HasAnswered(Target), TimeSpan.FromSeconds(30), "the second question should find it listening");
    }

    [Fact]
    public async Task An_address_that_stays_silent_is_asked_ever_more_rarely_but_at_least_every_second()
    {
        _prober.Watch([Target]);
        for (var asked = 1; asked < 8; asked++)
        {
            await Eventually.Async(() => _probe.Asked == asked, TimeSpan.FromSeconds(30), $"question {asked} should have been asked", () => _probe.Asked);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await Eventually.Async(() => _probe.Asked == 8, TimeSpan.FromSeconds(30), "the last question should have been asked");
        _time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(8, _probe.Asked);
    }

    [Fact]
    public void What_one_run_answered_says_nothing_of_the_next()
    {
        _probe.Listen(5000);
        _prober.Watch([Target]);
        _probe.Listen(5000, false);

        _prober.Watch([Target with { Run = 2 }]);

        Assert.False(_prober.HasAnswered(Target with { Run = 2 }));
        Assert.False(_prober.HasAnswered(Target));
    }

    [Fact]
    public void What_is_not_watched_any_more_is_not_asked_any_more()
    {
        _prober.Watch([Target]);

        _prober.Watch([]);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, _probe.Asked);
    }

    [Fact]
    public async Task The_real_probe_tells_a_listener_from_a_closed_port()
    {
        var probe = new TcpProbe(TimeProvider.System);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.True(await probe.AcceptsAsync("127.0.0.1", port, TestContext.Current.CancellationToken));
        listener.Stop();
        Assert.False(await probe.AcceptsAsync("127.0.0.1", port, TestContext.Current.CancellationToken));
        Assert.False(await probe.AcceptsAsync("nosuch.invalid", port, TestContext.Current.CancellationToken));
    }
}

using System.Collections.Immutable;
using Mesh.LoadBalancer.Catalogue;
using Mesh.LoadBalancer.Catalogue.Saving;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.LoadBalancer.Tests.Catalogue.Saving;

public sealed class CatalogueFileTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-test-");
    private readonly List<string> _log = [];

    private string Path => System.IO.Path.Combine(_folder.FullName, "catalogue.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_is_written_is_read_again()
    {
        File().Write(Snapshot(Instance("1") with { Weight = 5, Tags = ["urlprefix-/web"] }), Now);

        var saved = File().Read()!;

        Assert.Equal(Now, saved.SavedAt);
        Assert.Equal(["urlprefix-/web"], saved.Tags["web"]);
        var instance = Assert.Single(saved.Services["web"]);
        Assert.Equal(("1", "10.0.0.1:80", InstanceState.Passing, 5), (instance.Id, instance.Address, instance.State, instance.Weight));
        Assert.Equal(["urlprefix-/web"], instance.Tags);
        Assert.Equal([Path], _folder.GetFiles().Select(file => file.FullName));
    }

    [Fact]
    public void Instances_that_the_settings_leave_out_are_not_saved()
    {
        File().Write(Snapshot(Instance("1") with { State = InstanceState.LeftOut, IsAvailable = false }, Instance("2")), Now);

        Assert.Equal(["2"], File().Read()!.Services["web"].Select(instance => instance.Id));
    }

    [Fact]
    public void Without_a_file_there_is_nothing_and_nothing_is_said()
    {
        Assert.Null(File().Read());
        Assert.Empty(_log);
    }

    [Theory]
    [InlineData("", "damaged")]
    [InlineData("{\"format\":\"mesh-cat", "damaged")]
    [InlineData("\0\0\0\0", "damaged")]
    [InlineData("[1,2]", "damaged")]
    [InlineData("{\"version\":1}", "damaged")]
    [InlineData("{\"format\":\"mesh-catalogue\",\"version\":1,\"savedAt\":\"2026-01-01T00:00:00Z\",\"tags\":{\"web\":[null]},\"services\":{}}", "damaged")]
    [InlineData("{\"format\":\"mesh-catalogue\",\"version\":1,\"savedAt\":\"2026-01-01T00:00:00Z\",\"tags\":{},\"services\":{\"web\":[null]}}", "damaged")]
    [InlineData("{\"format\":\"other\",\"version\":1,\"savedAt\":\"2026-01-01T00:00:00Z\",\"tags\":{},\"services\":{}}", "not one of this program's")]
    [InlineData("{\"format\":\"mesh-catalogue\",\"version\":9,\"savedAt\":\"2026-01-01T00:00:00Z\",\"tags\":{},\"services\":{}}", "version 9")]
    [InlineData("{\"format\":\"mesh-catalogue\",\"version\":1,\"savedAt\":\"2026-01-01T00:00:00Z\",\"tags\":null,\"services\":{}}", "damaged")]
    public void A_damaged_or_foreign_file_is_ignored_with_the_reason(string text, string reason)
    {
        System.IO.File.WriteAllText(Path, text);

        Assert.Null(File().Read());
        Assert.Contains(reason, Assert.Single(_log));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_and_the_old_one_stays()
    {
        File().Write(Snapshot(Instance("1")), Now);
        Directory.CreateDirectory($"{Path}.unfinished");

        Assert.False(File().Write(Snapshot(Instance("2")), Now));
        Assert.Contains("could not be saved", Assert.Single(_log));
        Assert.Equal("1", File().Read()!.Services["web"][0].Id);
    }

    private static Instance Instance(string id) => new(id, $"10.0.0.{id}:80", [], InstanceState.Passing, IsAvailable: true);

    private static CatalogueSnapshot Snapshot(params Instance[] instances) => CatalogueSnapshot.Empty(Now) with
    {
        Tags = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("web", ["urlprefix-/web"]),
        Services = ImmutableDictionary<string, Service>.Empty.Add("web", new("web", [.. instances], null)),
    };

    private CatalogueFile File() => new(new() { Snapshot = Path }, new ListLogger(_log));

    private sealed class ListLogger(List<string> lines) : ILogger<CatalogueFile>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));
    }
}

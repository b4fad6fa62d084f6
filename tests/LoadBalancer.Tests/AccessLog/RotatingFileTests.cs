using Mesh.LoadBalancer.AccessLog;
using Mesh.LoadBalancer.Tests.Support;

namespace Mesh.LoadBalancer.Tests.AccessLog;

public sealed class RotatingFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Name => _folder.File("access.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_grew_too_large_is_renamed_and_only_so_many_are_kept()
    {
        using (var file = new RotatingFile(Name, maxBytes: 10, kept: 2))
        {
            foreach (var line in new[] { "one 4567\n", "two 4567\n", "three 67\n", "four 567\n" })
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(line));
            }
        }

        Assert.Equal(["four 567\n", "three 67\n", "two 4567\n"], new[] { Name, $"{Name}.1", $"{Name}.2" }.Select(File.ReadAllText));
        Assert.False(File.Exists($"{Name}.3"));
    }

    [Fact]
    public void A_file_that_was_moved_away_is_begun_anew()
    {
        using var file = new RotatingFile(Name, maxBytes: 0, kept: 1);
        file.Write("one"u8);

        File.Move(Name, _folder.File("moved"));
        file.Write("two"u8);
        File.Move(Name, _folder.File("moved again"));
        File.WriteAllText(Name, "");
        file.Write("three"u8);

        Assert.Equal(["one", "two", "three"], new[] { _folder.File("moved"), _folder.File("moved again"), Name }.Select(File.ReadAllText));
    }

    [Fact]
    public void What_is_there_already_stays()
    {
        File.WriteAllText(Name, "before ");

        using (var file = new RotatingFile(Name, maxBytes: 0, kept: 1))
        {
            file.Write("after"u8);
        }

        Assert.Equal("before after", File.ReadAllText(Name));
    }
}

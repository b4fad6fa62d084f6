using Mesh.Hosting.Consul;

namespace Mesh.Hosting.Tests.Consul;

public sealed class ConsulBinaryTests : IDisposable
{
    private static readonly string FileName = OperatingSystem.IsWindows() ? "consul.exe" : "consul";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mesh-test");

    [Fact]
    public void The_one_on_PATH_comes_first()
    {
        var onPath = Create("bin");
        Create(".tools");
        Assert.Equal(onPath, ConsulBinary.Find($"/nowhere{Path.PathSeparator}{Path.GetDirectoryName(onPath)}", _root.FullName));
    }

    [Fact]
    public void Else_the_one_in_tools_of_a_folder_above()
    {
        var tools = Create(".tools");
        Assert.Equal(tools, ConsulBinary.Find(null, _root.CreateSubdirectory("src/AppHost").FullName));
    }

    [Fact]
    public void There_may_be_none() => Assert.Null(ConsulBinary.Find("", _root.FullName));

    [Theory]
    [InlineData("Consul v1.8.7\nProtocol 2 spoken by default", "1.8.7")]
    [InlineData("Consul v1.22.3+ent\nRevision abc", "1.22.3")]
    [InlineData("something else", null)]
    public void It_tells_its_version(string output, string? version) => Assert.Equal(version, ConsulBinary.ParseVersion(output)?.ToString());

    public void Dispose() => _root.Delete(recursive: true);

    private string Create(string folder)
    {
        var path = Path.Combine(_root.CreateSubdirectory(folder).FullName, FileName);
        File.WriteAllText(path, "");
        return path;
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Mesh.AppHost.Tests.Containers;
using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests.Readme;

[Collection(ProcessesCollection.Name)]
public sealed class DocumentedModelsTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/cluster.md")]
    [InlineData("docs/security.md")]
    public async Task Every_line_of_the_models_that_are_shown_is_compiled_here(string page)
    {
        var compiled = (await LinesAsync("tests/AppHost.Tests/Readme/DocumentedModels.cs")).Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        var shown = Snippets(await LinesAsync(page)).Select(line => line.Split(" //")[0].Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(shown);
        Assert.All(shown, line => Assert.Contains(line, compiled));
    }

    [Fact]
    public void The_models_that_are_shown_can_be_built()
    {
        Assert.SkipWhen(ConsulServer.IsMissing, ConsulServer.SkipReason);
        foreach (var add in new Action<IDistributedApplicationBuilder>[]
        {
            DocumentedModels.Cluster, DocumentedModels.ClusterWithUsers, DocumentedModels.Secured, DocumentedModels.SecuredWithUsers,
        })
        {
            using var builder = DistributedApplicationTestingBuilder.Create([], (options, _) => options.AssemblyName = typeof(Projects.AppHost).Assembly.GetName().Name);
            add(builder);
            Assert.Contains(builder.Resources.OfType<IConsulResource>(), consul => consul.Name == "consul-3");
        }
    }

    private static Task<string[]> LinesAsync(string path) => File.ReadAllLinesAsync(Path.Combine(ImagesOnEngine.Repository, path), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Snippets(string[] lines)
    {
        var isCode = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = line == "```csharp";
            }
            else if (isCode)
            {
                yield return line;
            }
        }
    }
}

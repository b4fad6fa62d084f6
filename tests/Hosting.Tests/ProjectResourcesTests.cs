namespace Mesh.Hosting.Tests;

/// <summary>What the AppHost's build generates.</summary>
public sealed class ProjectResourcesTests
{
    [Fact]
    public void Every_project_that_the_AppHost_references_has_a_class_with_its_path()
    {
        IProjectMetadata[] projects = [new Projects.LoadBalancer(), new Projects.Registrar(), new Projects.SimpleWeb()];
        Assert.All(projects, project =>
        {
            Assert.True(File.Exists(project.ProjectPath), project.ProjectPath);
            Assert.Equal($"{project.GetType().Name}.csproj", Path.GetFileName(project.ProjectPath));
            Assert.True(project.SuppressBuild);
        });
    }

    [Fact]
    public void The_class_of_the_AppHost_tells_its_folder() => Assert.True(File.Exists(Path.Combine(Projects.AppHost.ProjectPath, "AppHost.csproj")));
}

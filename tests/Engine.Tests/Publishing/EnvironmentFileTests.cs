using Aspire.Hosting.Docker;
using Aspire.Hosting.Publishing;

namespace Mesh.Engine.Tests.Publishing;

public sealed class EnvironmentFileTests
{
    private static readonly CapturedEnvironmentVariable Image = new() { Name = "MY_WEB_IMAGE", Description = "Container image name for my-web" };
    private static readonly CapturedEnvironmentVariable Port = new() { Name = "API_PORT", Description = "Default container port for api" };

    [Fact]
    public void Each_variable_has_a_comment_and_no_value_and_they_are_sorted() => Assert.Equal(
        "# Default container port for api\nAPI_PORT=\n\n# Container image name for my-web\nMY_WEB_IMAGE=\n", EnvironmentFile.Merge("", [Image, Port]));

    [Fact]
    public void What_stands_there_already_is_kept_with_its_comments_and_values()
    {
        const string known = "# chosen by hand\nMY_WEB_IMAGE=registry.example/web:7=a\n\nOTHER=1\n# the end\n";
        Assert.Equal(
            "# Default container port for api\nAPI_PORT=\n\n# chosen by hand\nMY_WEB_IMAGE=registry.example/web:7=a\n\nOTHER=1\n# the end\n",
            EnvironmentFile.Merge(known, [Image, Port]));
    }

    [Fact]
    public void Merging_a_second_time_changes_nothing()
    {
        var once = EnvironmentFile.Merge("B=2\n#c\n", [Image, Port]);
        Assert.Equal(once, EnvironmentFile.Merge(once, [Image, Port]));
    }
}

using Mesh.Registrar.Metadata;

namespace Mesh.Registrar.Tests.Metadata;

public sealed class ServiceMetadataReaderTests
{
    private const int Port = 80;

    [Fact]
    public void Without_variables_everything_is_as_usual()
    {
        var metadata = Read();

        Assert.False(metadata.IsIgnored);
        Assert.Null(metadata.Name);
        Assert.Null(metadata.Id);
        Assert.Empty(metadata.Tags);
        Assert.Equal(1, metadata.Weight);
        Assert.Empty(metadata.Checks);
        Assert.False(metadata.EnableTagOverride);
        Assert.Empty(metadata.Meta);
        Assert.Empty(metadata.Warnings);
    }

    [Fact]
    public void Name_id_tags_and_weight_are_taken_and_the_rest_becomes_Meta()
    {
        var metadata = Read("SERVICE_NAME=web", "SERVICE_ID=web-a", "SERVICE_TAGS=backend,blue", "SERVICE_WEIGHT=7", "SERVICE_REGION=north", "PATH=/bin");

        Assert.Equal("web", metadata.Name);
        Assert.Equal("web-a", metadata.Id);
        Assert.Equal(["backend", "blue"], metadata.Tags);
        Assert.Equal(7, metadata.Weight);
        Assert.Equal([new("region", "north")], metadata.Meta);
        Assert.Empty(metadata.Warnings);
    }

    [Theory]
    [InlineData("SERVICE_IGNORE=true", true)]
    [InlineData("SERVICE_IGNORE=false", true)]
    [InlineData("SERVICE_IGNORE=no", true)]
    [InlineData("SERVICE_IGNORE=", false)]
    [InlineData("SERVICE_80_IGNORE=1", true)]
    [InlineData("SERVICE_81_IGNORE=1", false)]
    [InlineData("service_ignore=1", false)]
    public void Ignore_set_to_anything_means_ignored(string variable, bool expected) => Assert.Equal(expected, Read(variable).IsIgnored);

    [Theory]
    [InlineData("SERVICE_80_NAME=port", "SERVICE_NAME=all", "port")]
    [InlineData("SERVICE_NAME=all", "SERVICE_80_NAME=port", "port")]
    [InlineData("SERVICE_NAME=all", "SERVICE_81_NAME=other", "all")]
    [InlineData("SERVICE_name=lower", "OTHER=1", "lower")]
    public void A_variable_of_the_port_beats_one_for_all_ports(string first, string second, string expected) =>
        Assert.Equal(expected, Read(first, second).Name);

    [Theory]
    [InlineData("SERVICE_80_NAME=port", true)]
    [InlineData("SERVICE_NAME=all", false)]
    [InlineData("SERVICE_81_NAME=other", false)]
    [InlineData("SERVICE_80_443_NAME=none", false)]
    public void It_is_known_whether_a_name_was_given_for_the_port_alone(string variable, bool expected) => Assert.Equal(expected, Read(variable).IsNameOfPort);

    [Fact]
    public void Forced_tags_come_after_the_instance_s_own_as_in_registrator() => Assert.Equal(
        ["own", "x,y", "forced", "p,q"],
        ServiceMetadataReader.Read(Variables.Of(@"SERVICE_TAGS=own,x\,y"), Port, new() { Tags = @"forced,p\,q" }).Tags);

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    public void EnableTagOverride_347(string value, bool expected)
    {
        var metadata = Read($"SERVICE_ENABLE_TAG_OVERRIDE={value}");

        Assert.Equal(expected, metadata.EnableTagOverride);
        Assert.Empty(metadata.Meta);
    }

    [Fact]
    public void Weights_for_passing_and_warning_are_told_apart()
    {
        var metadata = Read("SERVICE_WEIGHT=10", "SERVICE_80_WEIGHT_WARNING=2");

        Assert.Equal((10, 2), (metadata.Weight, metadata.WarningWeight));
        Assert.Empty(metadata.Meta);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-3")]
    [InlineData("heavy")]
    public void A_weight_out_of_range_is_a_warning_and_counts_as_one(string weight)
    {
        var metadata = Read($"SERVICE_WEIGHT={weight}", "SERVICE_NAME=web");

        Assert.Equal(1, metadata.Weight);
        Assert.Equal("web", metadata.Name);
        Assert.Contains($"'{weight}'", Assert.Single(metadata.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SERVICE_MESH-OWNER=thief")]
    [InlineData("SERVICE_A.B=dotted")]
    [InlineData("SERVICE_ID=..")]
    public void What_Consul_or_the_registrar_cannot_take_is_a_warning_and_left_out(string variable)
    {
        var metadata = Read(variable, "SERVICE_GOOD=1");

        Assert.Equal([new("good", "1")], metadata.Meta);
        Assert.Null(metadata.Id);
        Assert.Single(metadata.Warnings);
    }

    [Fact]
    public void A_value_longer_than_Consul_takes_is_a_warning()
    {
        var metadata = Read($"SERVICE_NOTE={new string('x', 513)}");

        Assert.Empty(metadata.Meta);
        Assert.Contains("513", Assert.Single(metadata.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void More_variables_than_Consul_takes_are_warnings()
    {
        var metadata = Read([.. Enumerable.Range(1, 62).Select(i => $"SERVICE_KEY-{i:00}=x")]);

        Assert.Equal(60, metadata.Meta.Count);
        Assert.Equal(2, metadata.Warnings.Length);
    }

    private static ServiceMetadata Read(params string[] variables) => ServiceMetadataReader.Read(Variables.Of(variables), Port, new());
}

namespace Mesh.Hosting.Consul;

/// <summary>The image that a Consul container runs.</summary>
internal static class ConsulContainerImageTags
{
    public const string Registry = "docker.io";
    public const string Image = "hashicorp/consul";
    public const string Tag = "1.22";
}

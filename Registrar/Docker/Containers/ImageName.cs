namespace Mesh.Registrar.Docker.Containers;

/// <summary>The name of an image without all that says where it is from and which one it is.</summary>
internal static class ImageName
{
    /// <summary><c>web</c> for <c>registry:5000/team/web:1.2</c>: registrator's default name of a service.</summary>
    public static string Base(string image) => image[(image.LastIndexOf('/') + 1)..].Split(':', '@')[0];
}

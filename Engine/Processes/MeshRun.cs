using System.Security.Cryptography;

namespace Aspire.Hosting.Processes;

/// <summary>Names one run of an AppHost, so that everything it started can be found without any bookkeeping.</summary>
internal static class MeshRun
{
    /// <summary>The environment variable every child carries; whatever a child starts inherits it.</summary>
    public const string Variable = "MESH_RUN";

    /// <summary>A new random id: 32 hexadecimal digits.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}

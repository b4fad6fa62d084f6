using System.Security.Cryptography;
using System.Text;

namespace Mesh.Dashboard.Security;

/// <summary>Something that others must present. How long a comparison takes tells nothing of it.</summary>
internal sealed class Secret(string value)
{
    private readonly byte[] _hash = Hash(value);

    public bool Is(string? presented) => presented is not null && CryptographicOperations.FixedTimeEquals(Hash(presented), _hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

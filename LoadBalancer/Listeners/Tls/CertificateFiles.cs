using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.LoadBalancer.Listeners.Tls;

/// <summary>Reads certificates and their keys from files.</summary>
internal static class CertificateFiles
{
    private static readonly string[] Endings = [".pem", ".crt", ".cer", ".pfx", ".p12"];

    /// <summary>Reads all that the settings name, sorted by path within a folder.</summary>
    /// <exception cref="CertificateException">Something is missing or cannot be used.</exception>
    public static CertificateSet Load(TlsOptions options)
    {
        var certificates = new List<ServerCertificate>();
        try
        {
            foreach (var path in Paths(options))
            {
                certificates.AddRange(Directory.Exists(path) ? LoadFolder(path, options) : [LoadFile(path, options)]);
            }
        }
        catch (Exception e)
        {
            certificates.ForEach(certificate => certificate.Dispose());
            throw e is CertificateException ? e : new CertificateException(e.Message.TrimEnd('.'), e);
        }

        return certificates.Count > 0 ? new(certificates) : throw new CertificateException("there is no certificate with a key in it");
    }

    /// <summary>A text that differs when any file that may matter does.</summary>
    public static string Fingerprint(TlsOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Paths(options).Append(options.Key).OfType<string>().SelectMany(FilesAt).SelectMany(file => KeysFor(file).Prepend(file)).Distinct())
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.Exists(file) ? File.ReadAllBytes(file) : []);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string[] Paths(TlsOptions options) =>
        options.Certificate!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> FilesAt(string path) => !Directory.Exists(path) ? [path] : Directory.EnumerateFiles(path)
        .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);

    // A folder also holds chains and keys on their own.
    private static IEnumerable<ServerCertificate> LoadFolder(string folder, TlsOptions options) => FilesAt(folder)
        .Where(file => IsPkcs12(file) || (File.ReadAllText(file).Contains("-BEGIN CERTIFICATE-", StringComparison.Ordinal) && KeyFor(file) is not null))
        .Select(file => LoadFile(file, options with { Key = null }));

    private static ServerCertificate LoadFile(string file, TlsOptions options)
    {
        if (!File.Exists(file))
        {
            throw new CertificateException($"there is no file or folder '{file}'");
        }

        try
        {
            return IsPkcs12(file) ? LoadPkcs12(file, options.Password) : LoadPem(file, options);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new CertificateException($"'{file}' cannot be used: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static ServerCertificate LoadPem(string file, TlsOptions options)
    {
        var key = options.Key ?? KeyFor(file)
            ?? throw new CertificateException($"'{file}' has no private key in it, nor is {string.Join(" or ", KeysFor(file).Select(Path.GetFileName))} beside it");
        if (!File.Exists(key))
        {
            throw new CertificateException($"there is no file '{key}'");
        }

        var leaf = File.ReadAllText(key).Contains("ENCRYPTED", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromEncryptedPemFile(file, options.Password, key)
            : X509Certificate2.CreateFromPemFile(file, key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(file);
        return new(leaf, chain);
    }

    private static ServerCertificate LoadPkcs12(string file, string? password)
    {
        var chain = X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password, X509KeyStorageFlags.EphemeralKeySet);
        var leaf = chain.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new CertificateException($"'{file}' has no private key in it");
        chain.Remove(leaf);
        return new(leaf, chain);
    }

    private static string? KeyFor(string file) =>
        File.ReadAllText(file).Contains("PRIVATE KEY-", StringComparison.Ordinal) ? file : KeysFor(file).FirstOrDefault(File.Exists);

    private static IEnumerable<string> KeysFor(string file)
    {
        yield return Path.ChangeExtension(file, ".key");
        yield return $"{Path.Combine(Path.GetDirectoryName(file) ?? "", Path.GetFileNameWithoutExtension(file))}-key.pem";
        if (Path.GetFileName(file) == "fullchain.pem")
        {
            yield return Path.Combine(Path.GetDirectoryName(file) ?? "", "privkey.pem");
        }
    }

    private static bool IsPkcs12(string file) => Path.GetExtension(file).ToLowerInvariant() is ".pfx" or ".p12";
}

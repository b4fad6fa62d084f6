using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Mesh.Consul;

/// <summary>Checks <see cref="ConsulOptions"/> and names every error at once.</summary>
public static class ConsulOptionsValidator
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);

    /// <summary>All errors: the setting, the value given (unless it is secret) and what would work. Empty when the options are right.</summary>
    public static IReadOnlyList<string> Validate(ConsulOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> errors = [];
        CheckAddress(options, errors);
        CheckToken(options, errors);
        CheckCertificates(options, errors);
        if (options.Timeout < ShortestTimeout || options.Timeout > LongestTimeout)
        {
            errors.Add($"{nameof(ConsulOptions.Timeout)} is {options.Timeout}: give 00:00:00.1 to 00:10:00, for example 00:00:10.");
        }

        return errors;
    }

    internal static void ThrowIfInvalid(ConsulOptions options, List<string> errors)
    {
        errors.AddRange(Validate(options));
        if (errors.Count > 0)
        {
            throw new OptionsValidationException("Consul", typeof(ConsulOptions), errors);
        }
    }

    private static void CheckAddress(ConsulOptions options, List<string> errors)
    {
        if (options.Address.Contains('@', StringComparison.Ordinal))
        {
            // The value is not repeated: what stands before the @ may be a password.
            errors.Add($"{ConsulVariables.Address} holds a user name: give the address alone, and the ACL token in {ConsulVariables.Token}.");
        }
        else if (ConsulAddress.TryParse(options.Address, options.UseTls) is null)
        {
            errors.Add($"{ConsulVariables.Address} is '{options.Address}': give host:port, http://…, https://… or unix:///path/to/socket, "
                + "for example http://127.0.0.1:8500.");
        }
    }

    private static void CheckToken(ConsulOptions options, List<string> errors)
    {
        if (options.Token is { } token && !IsHeaderText(token))
        {
            errors.Add($"{ConsulVariables.Token} holds a character that no token has: give the token's secret id alone.");
        }

        Attempt(ConsulVariables.TokenFile, options.TokenFile, "a readable file that holds a token", errors, path =>
            IsHeaderText(File.ReadAllText(path).Trim()) ? null : "it holds no token");
    }

    private static void CheckCertificates(ConsulOptions options, List<string> errors)
    {
        Attempt(ConsulVariables.CaCertificate, options.CaCertificate, "a PEM file with certificates", errors, path =>
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(path);
            return authorities.Count > 0 ? null : "it holds no certificate";
        });

        switch (options)
        {
            case { ClientCertificate: null, ClientKey: null }:
                break;
            case { ClientCertificate: null, ClientKey: { } key }:
                errors.Add($"{ConsulVariables.ClientKey} is '{key}' but {ConsulVariables.ClientCertificate} is not set: give both or neither.");
                break;
            case { ClientCertificate: { } certificate, ClientKey: null }:
                errors.Add($"{ConsulVariables.ClientCertificate} is '{certificate}' but {ConsulVariables.ClientKey} is not set: give both or neither.");
                break;
            case { ClientKey: { } key }:
                Attempt(ConsulVariables.ClientCertificate, options.ClientCertificate, $"a PEM certificate that fits the key in '{key}'", errors, path =>
                {
                    using var certificate = X509Certificate2.CreateFromPemFile(path, key);
                    return null;
                });
                break;
        }
    }

    private static void Attempt(string setting, string? path, string wanted, List<string> errors, Func<string, string?> read)
    {
        if (path is null)
        {
            return;
        }

        string? problem;
        try
        {
            problem = read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            problem = e.Message;
        }

        if (problem is not null)
        {
            errors.Add($"{setting} is '{path}': give {wanted} ({problem}).");
        }
    }

    private static bool IsHeaderText(string text) => text.Length > 0 && text.All(c => c is > ' ' and <= '~');
}

using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Consul.Security;

/// <summary>A secret that is made anew for every run, and that a published file leaves to <c>.env</c>.</summary>
/// <param name="name">Its name: <c>consul-register-token</c> becomes <c>${CONSUL_REGISTER_TOKEN}</c>.</param>
/// <param name="value">The secret of this run.</param>
/// <param name="description">What it is, and how to make one: for those who fill in <c>.env</c>.</param>
internal sealed class ConsulSecret(string name, string value, string description) : IValueProvider, IManifestExpressionProvider
{
    /// <summary>The secret of this run.</summary>
    public string Value => value;

    public string Name => name;

    public string Description => description;

    /// <summary>The variable of <c>.env</c> that holds it when published.</summary>
    public string Variable => name.Replace('-', '_').ToUpperInvariant();

    /// <summary>What stands for it in a published file.</summary>
    public string Placeholder => $"${{{Variable}}}";

    public string ValueExpression => $"{{{name}}}";

    /// <summary>A token's secret id.</summary>
    public static ConsulSecret Token(string name) => new(name, new Guid(RandomNumberGenerator.GetBytes(16)).ToString(), $"{name}, as uuidgen makes one");

    /// <summary>A key for gossip.</summary>
    public static ConsulSecret Key(string name) => new(name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), $"{name}, as consul keygen makes one");

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(value);
}

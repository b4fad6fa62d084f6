using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.Consul.Security;

/// <summary>A secret that is made anew for every run, and that a published file leaves to <c>.env</c>.</summary>
/// <param name="name">Its name: <c>consul-register-token</c> becomes <c>${CONSUL_REGISTER_TOKEN}</c>.</param>
/// <param name="value">The secret of this run.</param>
internal sealed class ConsulSecret(string name, string value) : IValueProvider, IManifestExpressionProvider
{
    /// <summary>The secret of this run.</summary>
    public string Value => value;

    public string ValueExpression => $"{{{name}}}";

    /// <summary>A token's secret id.</summary>
    public static ConsulSecret Token(string name) => new(name, new Guid(RandomNumberGenerator.GetBytes(16)).ToString());

    /// <summary>A key for gossip.</summary>
    public static ConsulSecret Key(string name) => new(name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(value);
}

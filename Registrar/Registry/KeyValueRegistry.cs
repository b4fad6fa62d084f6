using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mesh.Consul;
using Mesh.Registrar.Metadata;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Registry;

/// <summary>
/// Consul's key/value store in registrator's form (https://gliderlabs.github.io/registrator/latest/user/backends/#consul-kv): the key
/// <c>{prefix}/{name}/{id}</c> holds <c>{address}:{port}</c>. Whose a key is stands in its flags, which other readers of the store do not look at.
/// </summary>
internal sealed class KeyValueRegistry(IKeyValue store, string prefix, RegistrarIdentity identity) : IServiceRegistry
{
    private readonly string _folder = $"{prefix}/";

    /// <summary>An entry of a key: its id is the key's, and it has neither tags nor weights nor checks.</summary>
    public ServiceEntry Fit(ServiceEntry entry)
    {
        var key = $"{entry.Name}/{entry.Id}";
        return entry with
        {
            Id = key,
            Name = key[..key.LastIndexOf('/')],
            Tags = [],
            Meta = entry.Meta.RemoveRange(entry.Meta.Keys.Where(name => name != ServiceMetadataReader.OwnerKey)),
            Weight = 1,
            WarningWeight = 1,
            EnableTagOverride = false,
            Checks = [],
        };
    }

    public Task<IReadOnlyDictionary<string, RegisteredEntry>> ReadAsync(CancellationToken cancellation) => ConsulCall.Async(async () =>
    {
        var keys = await store.ListAsync(_folder, cancellationToken: cancellation);
        return (IReadOnlyDictionary<string, RegisteredEntry>)keys.Value
            .Where(key => key.Key.LastIndexOf('/') > _folder.Length)
            .Select(Read)
            .ToDictionary(entry => entry.Id, StringComparer.Ordinal);
    });

    public Task RegisterAsync(ServiceEntry entry, bool isNew, CancellationToken cancellation) => ConsulCall.Async(async () =>
    {
        var value = Encoding.UTF8.GetBytes(entry.Address.Contains(':', StringComparison.Ordinal) ? $"[{entry.Address}]:{entry.Port}" : $"{entry.Address}:{entry.Port}");
        var mark = Mark(entry.Meta[ServiceMetadataReader.OwnerKey]);
        if (!await store.PutAsync(_folder + entry.Id, value, checkAndSet: isNew ? 0 : null, mark, cancellation))
        {
            throw new RegistryException("key taken", $"Somebody else made the key '{_folder}{entry.Id}' at the same time.");
        }
    });

    public Task DeregisterAsync(string id, CancellationToken cancellation) =>
        ConsulCall.Async(() => store.DeleteAsync(_folder + id, cancellationToken: cancellation));

    public Task SetStatusAsync(ServiceEntry entry, CancellationToken cancellation) => throw new NotSupportedException("A key has no status.");

    // Never 0, which is what everybody else writes.
    private static ulong Mark(string owner) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(owner))) | 1;

    private RegisteredEntry Read(KeyValueEntry key)
    {
        var id = key.Key[_folder.Length..];
        var end = id.LastIndexOf('/');
        var (address, port) = Address(key.Text);
        return new(
            new() { Id = id, Name = id[..end], Address = address, Port = port, Meta = Owner(key.Flags) },
            ImmutableDictionary<string, HealthCheck>.Empty)
        { OwnId = id[(end + 1)..] };
    }

    private ImmutableDictionary<string, string> Owner(ulong flags)
    {
        var none = ImmutableDictionary<string, string>.Empty;
        return flags == 0 ? none
            : none.Add(ServiceMetadataReader.OwnerKey, identity.Owner is { } owner && flags == Mark(owner) ? owner : flags.ToString("x", CultureInfo.InvariantCulture));
    }

    private static (string Address, int Port) Address(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (text[..colon].Trim('[', ']'), port)
            : (text, 0);
    }
}

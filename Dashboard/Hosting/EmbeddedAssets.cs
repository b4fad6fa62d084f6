using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Embedded;
using Microsoft.Extensions.Primitives;

namespace Mesh.Dashboard.Hosting;

/// <summary>The static web assets inside this assembly (EmbeddedAssets.targets puts them there).</summary>
internal sealed class EmbeddedAssets : IFileProvider
{
    private const string Prefix = "wwwroot/";

    private static readonly Assembly Own = typeof(EmbeddedAssets).Assembly;
    private static readonly FrozenSet<string> Paths = Own.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenSet();

    // The assembly is made anew whenever an asset changes, so that browsers ask again then.
    private static readonly DateTimeOffset Modified = File.Exists(Own.Location) ? File.GetLastWriteTimeUtc(Own.Location) : DateTimeOffset.UnixEpoch;

    public IFileInfo GetFileInfo(string subpath)
    {
        var name = Prefix + subpath.TrimStart('/');
        return Paths.Contains(name) ? new EmbeddedResourceFileInfo(Own, name, Path.GetFileName(name), Modified) : new NotFoundFileInfo(subpath);
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}

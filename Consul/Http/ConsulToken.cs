namespace Mesh.Consul;

/// <summary>
/// The token that requests carry. One that stands in a file is read again when Consul denies something, so that a token that was replaced takes effect without
/// a restart.
/// </summary>
internal sealed class ConsulToken
{
    private readonly string? _file;
    private volatile string? _secret;

    public ConsulToken(ConsulOptions options)
    {
        _file = options.TokenFile;
        _secret = _file is null ? options.Token : File.ReadAllText(_file).Trim();
    }

    /// <summary>The secret; null for none.</summary>
    public string? Secret => _secret;

    /// <summary>Consul denied a request: the file may hold another token by now.</summary>
    public void Denied()
    {
        try
        {
            if (_file is not null && File.ReadAllText(_file).Trim() is { Length: > 0 } text && text.All(letter => letter is > ' ' and <= '~'))
            {
                _secret = text;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Being replaced at this moment, perhaps: the next denial looks again, and the denial itself is told of.
        }
    }
}

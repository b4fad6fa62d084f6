using System.Collections.Immutable;
using Mesh.LoadBalancer.Protocols;

namespace Mesh.LoadBalancer.Routing;

/// <summary>What must be true of a request besides its host and path. Only rules of the settings have conditions, so that routes without pay nothing.</summary>
/// <param name="Methods">The methods taken, upper case; empty for every method.</param>
/// <param name="Headers">Headers that must be there, and the value that one of them must have, or null for any.</param>
internal sealed record RouteCondition(ImmutableArray<string> Methods, ImmutableArray<(string Name, string? Value)> Headers)
{
    private readonly ImmutableArray<(string Name, string? Value)> _fields =
        [.. Headers.Select(header => (header.Name, header.Value is { } value ? FieldText.Of(value) : null))];

    /// <summary>How much it asks for: of two routes for the same host and path, the one that asks for more is looked at first.</summary>
    public int Strictness => Headers.Length + (Methods.IsEmpty ? 0 : 1);

    public bool IsMetBy(HttpRequest request) => TakesMethod(request.Method) && HasHeaders(request.Headers);

    public bool Equals(RouteCondition? other) => other is not null && Methods.SequenceEqual(other.Methods) && Headers.SequenceEqual(other.Headers);

    public override int GetHashCode() => HashCode.Combine(Methods.Length, Headers.Length);

    public override string ToString() => string.Join(", ", Methods.Concat(Headers.Select(Describe)));

    private static string Describe((string Name, string? Value) header) =>
        header.Value is null ? $"with {header.Name}" : $"with {header.Name}: {header.Value}";

    private bool TakesMethod(string method)
    {
        foreach (var taken in Methods)
        {
            if (HttpMethods.Equals(taken, method))
            {
                return true;
            }
        }

        return Methods.IsEmpty;
    }

    private bool HasHeaders(IHeaderDictionary headers)
    {
        foreach (var (name, value) in _fields)
        {
            if (!headers.TryGetValue(name, out var given) || (value is not null && !given.Contains(value)))
            {
                return false;
            }
        }

        return true;
    }
}

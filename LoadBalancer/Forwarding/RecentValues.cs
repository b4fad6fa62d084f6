using System.Text;
using Mesh.LoadBalancer.Protocols;

namespace Mesh.LoadBalancer.Forwarding;

/// <summary>
/// What an instance said last in each known field: it says much the same every time, so the same texts are used again. Shared by all its connections,
/// so that they are near at hand however many there are; of two that write at once one wins, which costs the other a copy the next time.
/// </summary>
internal sealed class RecentValues
{
    private readonly string?[] _values = new string?[KnownField.Count];

    /// <summary>The text of a field's value, read byte by byte.</summary>
    public string TextOf(KnownField field, ReadOnlySpan<byte> value)
    {
        ref var last = ref _values[field.Index];
        return last is { } text && Ascii.Equals(value, text) ? text : last = FieldText.Encoding.GetString(value);
    }
}

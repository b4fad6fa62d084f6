using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Mesh.ServiceDefaults.Telemetry;

/// <summary>
/// What travels through Consul with a change of an instance, so that whoever acts on the change joins its trace:
/// <c>{traceparent} {milliseconds since 1970} {kind}</c>. Stands in an entry's Meta, and in the last line of what was told to its check.
/// </summary>
/// <param name="Context">The span that stands for the change.</param>
/// <param name="At">When the instance changed.</param>
/// <param name="Kind">What changed, in one word, such as <c>added</c>.</param>
public sealed record ChangeMark(ActivityContext Context, DateTimeOffset At, string Kind)
{
    /// <summary>The key of the Meta, and the first word of the line.</summary>
    public const string Key = "mesh-trace";

    /// <summary>The kind of a change after which the instance is not there any more.</summary>
    public const string Removed = "removed";

    /// <summary>
    /// The trace of the entry's removal. Nothing can be told by an entry that is gone, so both sides work it out from the mark that the entry had.
    /// </summary>
    public ActivityContext Removal
    {
        get
        {
            Span<byte> id = stackalloc byte[sizeof(ulong) * 3];
            Context.TraceId.CopyTo(id[..16]);
            Context.SpanId.CopyTo(id[16..]);
            var removal = SHA256.HashData(id).AsSpan();
            return new(
                ActivityTraceId.CreateFromBytes(removal[..16]), ActivitySpanId.CreateFromBytes(removal[16..24]), Context.TraceFlags, isRemote: true);
        }
    }

    /// <summary>The mark as a line of what is told to a check.</summary>
    public string Line => $"{Key} {this}";

    /// <summary>Reads a mark; null for anything else.</summary>
    public static ChangeMark? Parse(string? text) =>
        text?.Split(' ') is [var parent, var at, var kind]
        && ActivityContext.TryParse(parent, null, isRemote: true, out var context)
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new(context, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), kind)
            : null;

    /// <summary>Reads the mark in the last line of what was told to a check; null where there is none.</summary>
    public static ChangeMark? In(string output) =>
        output.LastIndexOf(Key, StringComparison.Ordinal) is >= 0 and var start ? Parse(output[(start + Key.Length)..].Trim()) : null;

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"00-{Context.TraceId}-{Context.SpanId}-{(byte)Context.TraceFlags:x2} {At.ToUnixTimeMilliseconds()} {Kind}");
}

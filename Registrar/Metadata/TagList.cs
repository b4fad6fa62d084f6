using System.Collections.Immutable;
using System.Text;

namespace Mesh.Registrar.Metadata;

/// <summary>A list of tags separated by commas; <c>\,</c> is a comma within a tag, and empty tags are left out.</summary>
internal static class TagList
{
    /// <summary>Splits <paramref name="text"/> into its tags, in their order.</summary>
    public static ImmutableArray<string> Parse(string text)
    {
        var tags = ImmutableArray.CreateBuilder<string>();
        var tag = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == ',')
            {
                tag.Append(text[++i]);
            }
            else if (text[i] == ',')
            {
                Finish();
            }
            else
            {
                tag.Append(text[i]);
            }
        }

        Finish();
        return tags.ToImmutable();

        void Finish()
        {
            if (tag.Length > 0)
            {
                tags.Add(tag.ToString());
                tag.Clear();
            }
        }
    }
}

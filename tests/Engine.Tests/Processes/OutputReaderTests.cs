using System.Text;
using Aspire.Hosting.Processes;

namespace Mesh.Engine.Tests.Processes;

public sealed class OutputReaderTests
{
    private readonly List<string> _lines = [];
    private readonly OutputReader _reader;

    public OutputReaderTests() => _reader = new OutputReader(isError: false, line => _lines.Add(line.Text));

    [Fact]
    public void Lines_lose_their_ends_and_keep_their_colours()
    {
        _reader.Append("one\r\n\n\e[31mred\e[0m\nrest"u8);
        Assert.Equal(["one", "", "\e[31mred\e[0m"], _lines);

        _reader.Complete();
        Assert.Equal("rest", _lines[^1]);
    }

    [Fact]
    public void A_character_may_be_cut_between_two_reads()
    {
        byte[] text = Encoding.UTF8.GetBytes("grüße 🕸\n");
        foreach (byte one in text)
        {
            _reader.Append([one]);
        }

        Assert.Equal(["grüße 🕸"], _lines);
    }

    [Fact]
    public void A_line_without_an_end_is_delivered_in_pieces_and_whole_characters()
    {
        string line = "x" + string.Concat(Enumerable.Repeat("🕸", OutputReader.MaximumLineLength));
        _reader.Append(Encoding.UTF8.GetBytes(line));
        _reader.Complete();

        Assert.Equal(line, string.Concat(_lines));
        Assert.All(_lines, piece => Assert.InRange(piece.Length, 1, OutputReader.MaximumLineLength));
        Assert.All(_lines, piece => Assert.False(char.IsHighSurrogate(piece[^1])));
    }
}

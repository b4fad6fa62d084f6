using System.Buffers;
using System.Text;

namespace Aspire.Hosting.Processes;

/// <summary>Cuts a stream of UTF-8 text into lines.</summary>
/// <param name="isError">What the lines are marked as.</param>
/// <param name="output">Receives the lines.</param>
internal sealed class OutputReader(bool isError, Action<OutputLine> output)
{
    /// <summary>The most characters one line may have: an instance that never ends its line must not fill the memory.</summary>
    public const int MaximumLineLength = 32 * 1024;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();

    /// <summary>Reads until the stream ends or <paramref name="cancellationToken"/> gives it up; a last line without an end counts.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(8 * 1024);
        try
        {
            int count;
            while ((count = await stream.ReadAsync(bytes, cancellationToken)) > 0)
            {
                Append(bytes.AsSpan(0, count));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Someone else keeps the stream open; what was read so far is all there is.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        Complete();
    }

    /// <summary>Takes the next bytes, which may begin or end within a character.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        char[] buffer = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(bytes.Length));
        ReadOnlySpan<char> text = buffer.AsSpan(0, _decoder.GetChars(bytes, buffer, flush: false));
        for (int end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n'))
        {
            Add(text[..end]);
            Deliver();
            text = text[(end + 1)..];
        }

        Add(text);
        ArrayPool<char>.Shared.Return(buffer);
    }

    /// <summary>Delivers what is left when no more bytes come.</summary>
    public void Complete()
    {
        if (_line.Length > 0)
        {
            Deliver();
        }
    }

    private void Add(ReadOnlySpan<char> text)
    {
        while (_line.Length + text.Length > MaximumLineLength)
        {
            int room = MaximumLineLength - _line.Length;
            room -= room > 0 && char.IsHighSurrogate(text[room - 1]) ? 1 : 0;
            _line.Append(text[..room]);
            Deliver();
            text = text[room..];
        }

        _line.Append(text);
    }

    private void Deliver()
    {
        int length = _line.Length > 0 && _line[^1] == '\r' ? _line.Length - 1 : _line.Length;
        string text = _line.ToString(0, length);
        _line.Clear();
        output(new OutputLine(text, isError));
    }
}

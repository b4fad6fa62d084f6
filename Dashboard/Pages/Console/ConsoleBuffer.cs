namespace Mesh.Dashboard.Pages.Console;

/// <summary>The last lines of one or several resources in the order of their times, and those among them that hold a text. Not thread-safe.</summary>
internal sealed class ConsoleBuffer(int capacity = ConsoleBuffer.DefaultCapacity)
{
    public const int DefaultCapacity = 100_000;

    private readonly List<ConsoleEntry> _all = [];
    private List<ConsoleEntry> _found = [];
    private string _text = "";

    /// <summary>All lines.</summary>
    public IReadOnlyList<ConsoleEntry> All => _all;

    /// <summary>The lines that hold the text that is looked for; all of them when there is none.</summary>
    public List<ConsoleEntry> Shown => _text.Length == 0 ? _all : _found;

    /// <summary>How many of the oldest lines had to go.</summary>
    public int Dropped { get; private set; }

    /// <summary>Looks for a text, regardless of case and colours.</summary>
    public void Find(string? text)
    {
        _text = text?.Trim() ?? "";
        _found = _text.Length == 0 ? [] : [.. _all.Where(IsFound)];
    }

    /// <summary>Adds lines; those of another resource that are younger move behind them.</summary>
    public void Add(string resource, IReadOnlyList<Mesh.Dashboard.Resources.ConsoleLine> lines)
    {
        var added = lines.Select(line => new ConsoleEntry(resource, line)).ToList();
        var from = _all.Count;
        while (from > 0 && added.Count > 0 && _all[from - 1].Line.Time > added[0].Line.Time)
        {
            from--;
        }

        var isInOrder = from == _all.Count;
        if (!isInOrder)
        {
            added = [.. _all.Skip(from).Concat(added).OrderBy(entry => entry.Line.Time)];
            _all.RemoveRange(from, _all.Count - from);
        }

        _all.AddRange(added);
        if (Trim() || !isInOrder)
        {
            Find(_text);
        }
        else if (_text.Length > 0)
        {
            _found.AddRange(added.Where(IsFound));
        }
    }

    /// <summary>Forgets all lines.</summary>
    public void Clear()
    {
        _all.Clear();
        _found.Clear();
        Dropped = 0;
    }

    // A tenth more than the capacity is let grow before anything goes: removing from the front costs as much as there is.
    private bool Trim()
    {
        if (_all.Count <= capacity + capacity / 10)
        {
            return false;
        }

        Dropped += _all.Count - capacity;
        _all.RemoveRange(0, _all.Count - capacity);
        return true;
    }

    private bool IsFound(ConsoleEntry entry) => AnsiText.Plain(entry.Line.Text).Contains(_text, StringComparison.OrdinalIgnoreCase);
}

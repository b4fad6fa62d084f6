namespace Mesh.Dashboard.Otlp;

/// <summary>What was not taken of a request, and why: the "partial success" of OTLP.</summary>
internal struct Rejection
{
    /// <summary>How many entries.</summary>
    public int Count { get; private set; }

    /// <summary>Why, for people; empty when everything was taken.</summary>
    public string Reason { get; private set; } = "";

    public Rejection()
    {
    }

    public void Add(int count, string reason)
    {
        if (count > 0)
        {
            Count += count;
            Reason = Reason.Length == 0 ? reason : Reason.Contains(reason, StringComparison.Ordinal) ? Reason : $"{Reason} {reason}";
        }
    }
}

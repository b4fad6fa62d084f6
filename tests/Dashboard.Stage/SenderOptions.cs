namespace Mesh.Dashboard.Stage;

/// <summary>What applications send, and where.</summary>
public sealed record SenderOptions
{
    /// <summary>Their names; several separated by <c>,</c>.</summary>
    public string Names { get; init; } = "app";

    /// <summary>Where those go that send by gRPC; empty when none does.</summary>
    public string Grpc { get; init; } = "";

    /// <summary>Where those go that send by HTTP; empty when none does. Where both are given, every third application sends by HTTP.</summary>
    public string Http { get; init; } = "";

    /// <summary>What they present.</summary>
    public string Key { get; init; } = "";

    /// <summary>Requests a second, over all applications: each is two spans and two log entries. 0: a single request, and no more.</summary>
    public int Rate { get; init; }

    /// <summary>Series a second, over all applications: each has one new point a second.</summary>
    public int Series { get; init; } = 6;

    /// <summary>For how many seconds.</summary>
    public int Seconds { get; init; } = 1;

    /// <summary>The trace that the single request belongs to, as in the header <c>traceparent</c>.</summary>
    public string? Parent { get; init; }
}

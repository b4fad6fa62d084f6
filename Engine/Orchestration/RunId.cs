namespace Aspire.Hosting.Orchestration;

/// <summary>The id of this run of the AppHost.</summary>
internal sealed record RunId(string Value);

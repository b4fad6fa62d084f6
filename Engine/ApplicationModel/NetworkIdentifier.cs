namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names a network on which endpoints are reached.</summary>
/// <param name="Value">The network's name.</param>
public record NetworkIdentifier(string Value);

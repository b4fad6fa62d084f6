namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether somebody follows a resource's log.</summary>
/// <param name="Name">The instance's id.</param>
/// <param name="AnySubscribers">Whether somebody does.</param>
public readonly record struct LogSubscriber(string Name, bool AnySubscribers);

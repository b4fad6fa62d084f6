using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Everything one start needs.</summary>
/// <param name="InstanceId">The instance's id.</param>
/// <param name="Resource">Its resource.</param>
/// <param name="Environment">Its environment variables, all values filled in.</param>
/// <param name="Arguments">Its arguments, all values filled in.</param>
internal sealed record InstanceLaunch(string InstanceId, IResource Resource, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> Arguments);

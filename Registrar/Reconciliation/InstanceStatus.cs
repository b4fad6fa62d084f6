using Mesh.Consul;
using Mesh.Registrar.Instances;

namespace Mesh.Registrar.Reconciliation;

/// <summary>The rules by which an instance's state and health become the status of its entries.</summary>
internal static class InstanceStatus
{
    /// <summary>
    /// Status of one address of <paramref name="instance"/> and the reason, or null where the instance must not be registered.
    /// <paramref name="answers"/> tells whether that address has accepted a connection in the instance's present run; it is asked only
    /// where health is shared, because a shared health says nothing of the single instance: a restarted replica counts as Running
    /// before it listens, and one hung replica turns all of them Unhealthy.
    /// </summary>
    public static (CheckStatus Status, string Reason)? Of(Instance instance, Func<bool> answers)
    {
        if (InstanceStates.IsGone(instance.State))
        {
            return null;
        }

        if (instance.State != InstanceStates.Running)
        {
            return (CheckStatus.Critical, string.IsNullOrEmpty(instance.State) ? "is starting" : $"is {instance.State}");
        }

        if (instance.SharedHealth)
        {
            return answers() ? (CheckStatus.Passing, "is Running and answers") : (CheckStatus.Critical, "is Running but does not answer yet");
        }

        return instance.Health switch
        {
            InstanceHealth.Healthy => (CheckStatus.Passing, "is Running and Healthy"),
            InstanceHealth.Degraded => (CheckStatus.Warning, "is Running but Degraded"),
            null => (CheckStatus.Critical, "is Running, its health not known yet"),
            var health => (CheckStatus.Critical, $"is Running but {health}"),
        };
    }
}

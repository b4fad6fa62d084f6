using Mesh.Consul;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Registry;

/// <summary>Calls to Consul whose failures are told in the reconciliation's own terms.</summary>
internal static class ConsulCall
{
    private const string Unreachable = "unreachable";

    /// <exception cref="RegistryException">Consul could not be reached or refused.</exception>
    public static async Task<T> Async<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ConsulException e)
        {
            throw Translate(e);
        }
    }

    /// <exception cref="RegistryException">Consul could not be reached or refused.</exception>
    public static Task Async(Func<Task> call) => Async(async () =>
    {
        await call();
        return true;
    });

    private static RegistryException Translate(ConsulException e) => new(
        e.Failure switch
        {
            ConsulFailure.Refused or ConsulFailure.Unreachable or ConsulFailure.ConnectionLost or ConsulFailure.TimedOut => Unreachable,
            var failure => $"{failure} {e.StatusCode}: {e.ConsulText}",
        },
        e.Message,
        e)
    {
        IsDenied = e.Failure == ConsulFailure.PermissionDenied,
    };
}

using Mesh.Registrar.Configuration;

namespace Mesh.Registrar.Reconciliation;

/// <summary>
/// registrator's <c>-retry-attempts</c> and <c>-retry-interval</c>: a limited number of tries for the first contact with Consul. Once there was
/// one, the registrar never gives up.
/// </summary>
internal sealed class FirstContact(RegistrarSettings settings, IHostApplicationLifetime lifetime, ILogger<FirstContact> logger)
{
    private bool _happened;

    /// <summary>Time until the next try; null where it is for a back-off to say.</summary>
    public TimeSpan? Pause => IsLimited ? settings.RetryInterval : null;

    private bool IsLimited => !_happened && settings.RetryAttempts >= 0;

    /// <summary>Consul was read.</summary>
    public void Happened() => _happened = true;

    /// <summary>Ends the program with exit code 1 when this many tries in a row were too many; true when they were.</summary>
    public bool GivesUp(int tries, RegistryException cause)
    {
        if (!IsLimited || tries <= settings.RetryAttempts)
        {
            return false;
        }

        Log.GaveUp(logger, cause.Message, tries);
        Environment.ExitCode = 1;
        lifetime.StopApplication();
        return true;
    }
}

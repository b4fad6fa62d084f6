namespace Mesh.Consul;

/// <summary>Makes clients of Consul.</summary>
public static class ConsulClient
{
    /// <summary>Makes a client. Nothing is sent before the first call.</summary>
    /// <param name="options">Where Consul is and how to talk to it; see <see cref="ConsulOptions.FromEnvironment"/>.</param>
    /// <param name="timeProvider">The clock of the time limits; the system's if null.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are wrong; lists every error.</exception>
    public static IConsulClient Create(ConsulOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ConsulOptionsValidator.ThrowIfInvalid(options, []);
        return new HttpConsulClient(new ConsulConnection(options, timeProvider ?? TimeProvider.System));
    }
}

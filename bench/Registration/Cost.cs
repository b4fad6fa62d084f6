namespace Mesh.Bench.Registration;

/// <summary>What a change of many containers cost.</summary>
/// <param name="Time">From the change until Consul's agent held what it should, or until waiting ended.</param>
/// <param name="Cpu">The registrar's processor time meanwhile.</param>
/// <param name="Wrong">Entries too many or too few when waiting ended.</param>
internal sealed record Cost(TimeSpan Time, TimeSpan Cpu, int Wrong);

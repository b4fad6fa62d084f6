namespace Mesh.Bench.Registration;

/// <summary>What 500 containers cost a registrar once.</summary>
/// <param name="There">They run when it starts, its own start included.</param>
/// <param name="End">They end at once; null where that is not measured.</param>
/// <param name="Start">They start at once; null where that is not measured.</param>
/// <param name="Mebibytes">Its resident memory in the end.</param>
internal sealed record Flood(Cost There, Cost? End, Cost? Start, double Mebibytes);

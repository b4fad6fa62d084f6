namespace Mesh.Tests.Kit.Load;

/// <summary>What became of one request.</summary>
/// <param name="Begun">When it was due: a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="Took">How long it took from then.</param>
/// <param name="Failure">What went wrong; null when the whole right answer came.</param>
public sealed record Exchange(long Begun, TimeSpan Took, string? Failure);

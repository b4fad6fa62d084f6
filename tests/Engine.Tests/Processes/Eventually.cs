using System.Diagnostics;

namespace Mesh.Engine.Tests.Processes;

/// <summary>Waits for a condition of the world outside, which sends no event.</summary>
internal static class Eventually
{
    /// <summary>Returns how long it took until <paramref name="condition"/> held; fails with <paramref name="why"/> after <paramref name="limit"/>.</summary>
    public static async Task<TimeSpan> HoldsAsync(Func<bool> condition, TimeSpan limit, Func<string> why)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > limit)
            {
                Assert.Fail($"Not within {limit.TotalSeconds} s: {why()}");
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        return Stopwatch.GetElapsedTime(start);
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Mesh.Tests.Kit;

/// <summary>Waits for something that another process or thread brings about, instead of sleeping.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    // A question that is never answered ends the wait, too; one that is answered a little late still counts.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Asks every 20 ms until the condition holds.</summary>
    /// <param name="condition">What is waited for. An exception counts as "not yet".</param>
    /// <param name="deadline">How long to wait.</param>
    /// <param name="because">Why it should come true: the start of the message when it does not.</param>
    /// <param name="seen">What there is instead, for the message; null when the condition says it all.</param>
    /// <param name="expression">The condition's text; filled in by the compiler.</param>
    /// <exception cref="TimeoutException">It did not come true in time; says what was last seen.</exception>
    public static async Task Async(
        Func<Task<bool>> condition,
        TimeSpan deadline,
        string because,
        Func<object?>? seen = null,
        [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        var clock = Stopwatch.StartNew();
        object? last;
        do
        {
            try
            {
                if (await condition().WaitAsync(deadline + Grace - clock.Elapsed))
                {
                    return;
                }

                last = seen is null ? "false" : seen();
            }
            catch (Exception e)
            {
                last = $"{e.GetType().Name}: {e.Message}";
            }

            await Task.Delay(Interval);
        }
        while (clock.Elapsed < deadline);

        throw new TimeoutException($"{because}: not within {deadline.TotalSeconds:0.#} s. Waited for: {expression}. Last seen: {last ?? "nothing"}.");
    }

    /// <inheritdoc cref="Async(Func{Task{bool}},TimeSpan,string,Func{object?}?,string)"/>
    public static Task Async(
        Func<bool> condition,
        TimeSpan deadline,
        string because,
        Func<object?>? seen = null,
        [CallerArgumentExpression(nameof(condition))] string expression = "") =>
        Async(() => Task.FromResult(condition()), deadline, because, seen, expression);
}

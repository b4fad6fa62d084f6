using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests;

/// <summary>Who answers at a balancer.</summary>
internal static class BalancedInstances
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Waits until so many instances answer. Each in turn gets a request, so that twice as many requests as instances meet all of them.</summary>
    /// <param name="instances">How many.</param>
    /// <param name="balancer">The balancer's address.</param>
    /// <param name="explain">What is shown besides when they do not.</param>
    public static async Task UntilThereAreAsync(int instances, Uri balancer, Func<Task<string>>? explain = null)
    {
        IReadOnlyCollection<string> seen = [];
        try
        {
            await Eventually.Async(
                async () => (seen = (await CountAsync(balancer, "/", instances * 2)).Keys).Count == instances,
                Limit, $"{instances} instances answer at the balancer", () => string.Join(", ", seen));
        }
        catch (TimeoutException e) when (explain is not null)
        {
            Assert.Fail($"{e.Message}\n{await explain()}");
        }
    }

    /// <summary>Which instance answered how many of the requests, all sent over one connection.</summary>
    public static async Task<Dictionary<string, int>> CountAsync(Uri balancer, string path, int requests)
    {
        await using var connection = await RawConnection.OpenAsync(balancer);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < requests; i++)
        {
            var instance = (await connection.GetAsync(path)).Instance;
            counts[instance] = counts.GetValueOrDefault(instance) + 1;
        }

        return counts;
    }
}

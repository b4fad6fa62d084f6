using Mesh.Tests.Kit;

namespace Mesh.AppHost.Tests.Containers;

/// <summary>Who answers at a balancer.</summary>
internal static class BalancedInstances
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Waits until so many instances answer. Each in turn gets a request, so that twice as many requests as instances meet all of them.</summary>
    /// <param name="instances">How many.</param>
    /// <param name="balancer">The balancer's address.</param>
    /// <param name="explain">What is shown when they do not.</param>
    public static async Task UntilThereAreAsync(int instances, Uri balancer, Func<Task<string>> explain)
    {
        string[] seen = [];
        try
        {
            await Eventually.Async(
                async () => (seen = [.. (await AskAsync(balancer, instances * 2)).Distinct()]).Length == instances,
                Limit, $"{instances} instances answer at the balancer", () => string.Join(", ", seen));
        }
        catch (TimeoutException e)
        {
            Assert.Fail($"{e.Message}\n{await explain()}");
        }
    }

    private static async Task<IReadOnlyList<string>> AskAsync(Uri balancer, int times)
    {
        await using var connection = await RawConnection.OpenAsync(balancer);
        var instances = new List<string>();
        for (var request = 0; request < times; request++)
        {
            instances.Add((await connection.GetAsync("/")).Instance);
        }

        return instances;
    }
}

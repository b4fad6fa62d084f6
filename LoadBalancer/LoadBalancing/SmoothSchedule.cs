namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>
/// An order in which each of several things stands as often as its weight says and never long in a row: for 5, 1, 1 that is a a b a c a a. The
/// rule is nginx's: everything gains its weight, the foremost is taken and loses the sum of all.
/// </summary>
internal static class SmoothSchedule
{
    // Longer orders would follow odd weights more closely than anybody can see.
    private const int Longest = 1_000;

    /// <summary>The indices in their order; each index at least once unless its weight is 0.</summary>
    public static int[] Of(ReadOnlySpan<double> weights)
    {
        var shares = Shares(weights);
        var total = shares.Sum();
        var order = new int[total];
        var gained = new int[shares.Length];
        for (var step = 0; step < total; step++)
        {
            var foremost = 0;
            for (var i = 0; i < shares.Length; i++)
            {
                gained[i] += shares[i];
                foremost = gained[i] > gained[foremost] ? i : foremost;
            }

            gained[foremost] -= total;
            order[step] = foremost;
        }

        return order;
    }

    // Small whole numbers in the proportion of the weights: exactly where that takes few enough, and otherwise as near as it goes.
    private static int[] Shares(ReadOnlySpan<double> weights)
    {
        double sum = 0, divisor = 0;
        var isWhole = true;
        foreach (var weight in weights)
        {
            sum += weight;
            isWhole &= weight == Math.Floor(weight);
            divisor = isWhole ? Divisor(divisor, weight) : divisor;
        }

        if (sum <= 0)
        {
            return [.. Enumerable.Repeat(1, weights.Length)];
        }

        var unit = isWhole && sum / divisor <= Longest ? divisor : sum / Math.Max(Longest, weights.Length);
        var shares = new int[weights.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = weights[i] > 0 ? Math.Max(1, (int)Math.Round(weights[i] / unit)) : 0;
        }

        return shares;
    }

    private static double Divisor(double a, double b)
    {
        while (b > 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}

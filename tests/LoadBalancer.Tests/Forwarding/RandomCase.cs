namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>Makes a case from a number: the same one every time.</summary>
internal static class RandomCase
{
    public static ForwardingCase Make(int seed)
    {
        var random = new Random(seed);
        var (request, isWhole) = RandomRequest.Make(random);
        var (answer, end, isDoubtful) = RandomAnswer.Make(random);
        return new(Cut(random, request), !isWhole, Cut(random, answer), end, isDoubtful, AnswersEarly: isWhole && answer.Length > 0 && random.Next(10) == 0);
    }

    private static string[] Cut(Random random, string text)
    {
        int[] at = [0, .. Enumerable.Range(0, random.Next(3) == 0 ? random.Next(4) : 0).Select(_ => random.Next(text.Length + 1)).Order(), text.Length];
        return [.. at.Zip(at.Skip(1), (from, to) => text[from..to]).Where(piece => piece.Length > 0)];
    }
}

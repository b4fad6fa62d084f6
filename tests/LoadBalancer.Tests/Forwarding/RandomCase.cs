using System.Globalization;

namespace Mesh.LoadBalancer.Tests.Forwarding;

/// <summary>Makes a case from a number: the same one every time.</summary>
internal static class RandomCase
{
    // Requests with these take YARP's way in any case.
    private static readonly string[] LeftToYarp = ["\nUpgrade:", "\nExpect:", " HTTP/1.0\r\n"];

    public static ForwardingCase Make(int seed)
    {
        var random = new Random(seed);
        var (request, isWhole) = RandomRequest.Make(random);
        var (answer, end, isDoubtful) = RandomAnswer.Make(random);
        if (end == AnswerEnd.Stall)
        {
            end = isWhole ? end : AnswerEnd.Close;
            request = request.Insert(request.IndexOf('\n', StringComparison.Ordinal) + 1, $"{ForwardingCase.StallField}: 1\r\n");
        }

        var number = seed.ToString(CultureInfo.InvariantCulture);
        request = request.Insert(request.IndexOf('\n', StringComparison.Ordinal) + 1, $"{ForwardingCase.NumberField}: {number}\r\n");
        var isEarly = isWhole && answer.Length > 0 && random.Next(8) == 0;
        var pieces = Cut(random, request);
        var isHeadWhole = pieces.Length > 1 && string.Concat(pieces[..^1]).Contains("\r\n\r\n", StringComparison.Ordinal);
        var holdsBack = isEarly && isHeadWhole && end == AnswerEnd.Keep && !isDoubtful && !LeftToYarp.Any(field => request.Contains(field, StringComparison.OrdinalIgnoreCase));
        return new(pieces, !isWhole, Cut(random, answer), end, isDoubtful, isEarly, holdsBack) { Number = number };
    }

    private static string[] Cut(Random random, string text)
    {
        int[] at = [0, .. Enumerable.Range(0, random.Next(3) == 0 ? random.Next(4) : 0).Select(_ => random.Next(text.Length + 1)).Order(), text.Length];
        return [.. at.Zip(at.Skip(1), (from, to) => text[from..to]).Where(piece => piece.Length > 0)];
    }
}

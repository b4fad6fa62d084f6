namespace Mesh.LoadBalancer.Forwarding;

/// <summary>What an instance sent is not HTTP as RFC 9112 has it, or not as strict as a proxy must want it.</summary>
internal static class InvalidAnswer
{
    public static HttpRequestException Because(string reason) =>
        new(HttpRequestError.InvalidResponse, $"The instance's answer is invalid: {reason}.");

    public static HttpRequestException TooLarge(int limit) =>
        new(HttpRequestError.ConfigurationLimitExceeded, $"The head of the instance's answer is larger than {limit} bytes.");
}

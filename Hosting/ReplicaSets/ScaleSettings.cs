using System.Globalization;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Mesh.Hosting.ReplicaSets;

/// <summary>The settings of all replica sets, in the section <c>ReplicaSets</c>.</summary>
internal sealed record ScaleSettings
{
    private const string ReadyTimeoutSetting = "ReplicaSets:ReadyTimeout";

    /// <summary>How long a change of the number of instances may take until all are healthy. Above zero; default 30 s.</summary>
    public TimeSpan ReadyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="DistributedApplicationException">A setting is wrong.</exception>
    public static ScaleSettings Read(IConfiguration configuration)
    {
        var text = configuration[ReadyTimeoutSetting];
        if (string.IsNullOrWhiteSpace(text))
        {
            return new();
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout) && timeout > TimeSpan.Zero
            ? new() { ReadyTimeout = timeout }
            : throw new DistributedApplicationException($"{ReadyTimeoutSetting} is '{text}'. It takes a duration above zero such as 00:00:30, the default.");
    }
}

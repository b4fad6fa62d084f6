using Mesh.Registrar.Instances;
using Mesh.Registrar.Timing;

namespace Mesh.Registrar.Feed;

/// <summary>
/// The instances of an AppHost, from its feed. Connects again whenever the connection ends (100 ms doubling to 2 s, with jitter) and keeps
/// the last view meanwhile.
/// </summary>
internal sealed partial class FeedSource(
    FeedConnection connection, FeedReader reader, TimeProvider time, Random random, ILogger<FeedSource> logger) : IInstanceSource
{
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), random);

    public string Name => "AppHost feed";

    public async Task RunAsync(InstanceView view, CancellationToken cancellation)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                using var response = await connection.OpenAsync(cancellation);
                Log.Following(logger, connection.Address);
                failures = 1;
                await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
                await reader.ReadAsync(stream, view, cancellation);
                Lose(view, "it ended the connection");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or FeedException)
            {
                Lose(view, e.Message);
            }

            await Task.Delay(_backoff.After(failures), time, cancellation);
        }
    }

    private void Lose(InstanceView view, string cause)
    {
        var trouble = $"The AppHost's feed at {connection.Address} cannot be followed: {cause}.";
        if (view.Trouble != trouble)
        {
            Log.Lost(logger, trouble);
        }

        view.Lose(trouble);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Following the AppHost's feed at {Feed}.", EventName = nameof(Following))]
        public static partial void Following(ILogger logger, Uri feed);

        [LoggerMessage(2, LogLevel.Warning, "{Trouble} The last view is kept; trying again.", EventName = nameof(Lost))]
        public static partial void Lost(ILogger logger, string trouble);
    }
}

using Mesh.Registrar.Configuration;
using Mesh.Registrar.Docker.Containers;
using Mesh.Registrar.Docker.Engine;
using Mesh.Registrar.Docker.Following;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Timing;

namespace Mesh.Registrar.Docker;

/// <summary>
/// The containers of a Docker engine. Connects again whenever the connection ends (100 ms doubling to 2 s, with jitter) and keeps the last
/// view meanwhile.
/// </summary>
internal sealed partial class DockerSource(
    DockerEngine engine, HostAddress host, RegistrarIdentity identity, RegistrarSettings settings, TimeProvider time, Random random, ILogger<DockerSource> logger)
    : IInstanceSource
{
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), random);

    public string Name => "Docker";

    public async Task RunAsync(InstanceView view, CancellationToken cancellation)
    {
        var table = new ContainerTable(view, new ContainerReader(settings), settings, time, random, logger);
        for (var failures = 1; ; failures++)
        {
            var begun = time.GetTimestamp();
            try
            {
                await engine.CheckVersionAsync(cancellation);
                identity.Learn((await engine.InfoAsync(cancellation)).ID);
                table.HostAddress = await host.FindAsync(cancellation);
                Log.Following(logger, engine.Address);
                await new EngineFollower(engine, table, time).FollowAsync(cancellation);
            }
            catch (DockerException e)
            {
                Lose(view, e.Message);
            }

            failures = time.GetElapsedTime(begun) > Steady ? 1 : failures;
            await Task.Delay(_backoff.After(failures), time, cancellation);
        }
    }

    private void Lose(InstanceView view, string cause)
    {
        var trouble = $"Docker at {engine.Address} cannot be followed: {cause}.";
        if (view.Trouble != trouble)
        {
            Log.Lost(logger, trouble);
        }

        view.Lose(trouble);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Following Docker at {Engine}.", EventName = nameof(Following))]
        public static partial void Following(ILogger logger, string engine);

        [LoggerMessage(2, LogLevel.Warning, "{Trouble} The last view is kept; trying again.", EventName = nameof(Lost))]
        public static partial void Lost(ILogger logger, string trouble);
    }
}

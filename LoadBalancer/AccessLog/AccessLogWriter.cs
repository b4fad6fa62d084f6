using System.Text;
using System.Text.Json;

namespace Mesh.LoadBalancer.AccessLog;

/// <summary>Writes entries where the settings say, many at once when many come. Ends after the server, with everything written.</summary>
internal sealed partial class AccessLogWriter(AccessLogOptions options, AccessLogQueue queue, ILogger<AccessLogWriter> logger) : BackgroundService
{
    private const int BatchLength = 64 * 1024;

    private long _toldDropped;
    private bool _inTrouble;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        await (ExecuteTask?.WaitAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var output = options.File is { } path ? new RotatingFile(path, options.MaxFileBytes, options.KeptFiles) : Console.OpenStandardOutput();
        var text = new StringBuilder();
        while (await queue.Entries.WaitToReadAsync(CancellationToken.None))
        {
            var lines = 0;
            for (text.Clear(); text.Length < BatchLength && queue.Entries.TryRead(out var entry); lines++)
            {
                Append(entry, text);
            }

            Write(output, Encoding.UTF8.GetBytes(text.ToString()), lines);
        }
    }

    private void Append(AccessEntry entry, StringBuilder text)
    {
        if (options.Format == AccessLogFormat.Json)
        {
            text.Append(JsonSerializer.Serialize(entry, AccessEntryJson.Default.AccessEntry)).Append('\n');
        }
        else
        {
            CombinedLine.Write(entry, text);
        }
    }

    private void Write(Stream output, byte[] batch, int lines)
    {
        try
        {
            output.Write(batch);
            output.Flush();
            _inTrouble = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            queue.CountDropped(lines);
            if (!_inTrouble)
            {
                _inTrouble = true;
                Log.CannotWrite(logger, options.File ?? "standard output", e.Message);
            }
        }

        if (queue.Dropped is var dropped && dropped >= 2 * _toldDropped && dropped > _toldDropped)
        {
            _toldDropped = dropped;
            Log.LinesDropped(logger, dropped);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The access log cannot be written to {File}: its lines are left out until it can. {Reason}",
            EventName = nameof(CannotWrite))]
        public static partial void CannotWrite(ILogger logger, string file, string reason);

        [LoggerMessage(2, LogLevel.Warning, "{Count} lines of the access log were left out so far; said again when they have doubled.",
            EventName = nameof(LinesDropped))]
        public static partial void LinesDropped(ILogger logger, long count);
    }
}

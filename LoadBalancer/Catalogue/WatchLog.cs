using Mesh.Consul;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>Tells of trouble with Consul once when it begins and once when it ends, per thing that is watched.</summary>
internal sealed partial class WatchLog(ILogger<WatchLog> logger)
{
    public Subject For(string subject) => new(this, subject);

    internal sealed class Subject(WatchLog log, string name)
    {
        private bool _inTrouble;
        private bool _filtered;

        public void Crashed(Exception reason) => log.WatchCrashed(reason, name);

        public void Note<T>(WatchEvent<T> said)
        {
            switch (said)
            {
                case WatchFailure<T> failure when !_inTrouble:
                    _inTrouble = true;
                    log.TroubleBegan(name, failure.Error.Message);
                    break;
                case WatchAnswer<T> when _inTrouble:
                    _inTrouble = false;
                    log.TroubleEnded(name);
                    break;
                case WatchAnswer<T> { Result.FilteredByAcl: true } when !_filtered:
                    _filtered = true;
                    log.AnswerFiltered(name);
                    break;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Consul does not answer about {Subject}: the last answer stays in use. {Reason}", EventName = nameof(TroubleBegan))]
    private partial void TroubleBegan(string subject, string reason);

    [LoggerMessage(2, LogLevel.Information, "Consul answers about {Subject} again.", EventName = nameof(TroubleEnded))]
    private partial void TroubleEnded(string subject);

    [LoggerMessage(3, LogLevel.Warning,
        "Consul hides a part of its answer about {Subject}: the token lacks service:read or node:read.", EventName = nameof(AnswerFiltered))]
    private partial void AnswerFiltered(string subject);

    [LoggerMessage(4, LogLevel.Critical, "The watch of {Subject} ended: its last answer stays in use until a restart.", EventName = nameof(WatchCrashed))]
    private partial void WatchCrashed(Exception reason, string subject);
}

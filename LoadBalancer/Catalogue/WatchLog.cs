using Mesh.Consul;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>
/// Tells of trouble with Consul once when it begins and once when it ends: of a kind of trouble that many watches have at the same time, the first one speaks.
/// </summary>
internal sealed partial class WatchLog(ILogger<WatchLog> logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Subject, (ConsulFailure Kind, string Reason)> _troubled = [];

    /// <summary>What is wrong with Consul, for people; null while nothing is.</summary>
    public string? Trouble
    {
        get
        {
            lock (_lock)
            {
                return _troubled.Values.FirstOrDefault().Reason;
            }
        }
    }

    public Subject For(string subject) => new(this, subject);

    private void Begin(Subject subject, ConsulFailure kind, string reason)
    {
        lock (_lock)
        {
            _troubled.Remove(subject);
            if (_troubled.Values.All(trouble => trouble.Kind != kind))
            {
                TroubleBegan(subject.Name, reason);
            }

            _troubled[subject] = (kind, reason);
        }
    }

    private void End(Subject subject)
    {
        lock (_lock)
        {
            if (_troubled.Remove(subject) && _troubled.Count == 0)
            {
                TroubleEnded();
            }
        }
    }

    /// <summary>One thing that is watched.</summary>
    internal sealed class Subject(WatchLog log, string name)
    {
        private ConsulFailure? _trouble;
        private bool _filtered;

        public string Name => name;

        public void Crashed(Exception reason) => log.WatchCrashed(reason, name);

        /// <summary>It is watched no more.</summary>
        public void Ended() => log.End(this);

        /// <summary>Takes what Consul said.</summary>
        /// <param name="said">What it said.</param>
        /// <param name="hidden">Why an empty answer hides what there is; null when it does not.</param>
        public void Note<T>(WatchEvent<T> said, string? hidden = null)
        {
            switch (said)
            {
                case WatchFailure<T> { Error: { } error }:
                    Begin(error.Failure, error.Message);
                    break;
                case WatchAnswer<T> when hidden is not null:
                    Begin(ConsulFailure.PermissionDenied, hidden);
                    break;
                case WatchAnswer<T> when _trouble is not null:
                    _trouble = null;
                    log.End(this);
                    break;
                case WatchAnswer<T> { Result.FilteredByAcl: true } when !_filtered:
                    _filtered = true;
                    log.AnswerFiltered(name);
                    break;
            }
        }

        private void Begin(ConsulFailure kind, string reason)
        {
            if (_trouble != kind)
            {
                _trouble = kind;
                log.Begin(this, kind, reason);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Consul does not answer, first about {Subject}: its last answers stay in use. {Reason}", EventName = nameof(TroubleBegan))]
    private partial void TroubleBegan(string subject, string reason);

    [LoggerMessage(2, LogLevel.Information, "Consul answers everything again.", EventName = nameof(TroubleEnded))]
    private partial void TroubleEnded();

    [LoggerMessage(3, LogLevel.Warning,
        "Consul hides a part of its answer about {Subject}: the token lacks service:read or node:read.", EventName = nameof(AnswerFiltered))]
    private partial void AnswerFiltered(string subject);

    [LoggerMessage(4, LogLevel.Critical, "The watch of {Subject} ended: its last answer stays in use until a restart.", EventName = nameof(WatchCrashed))]
    private partial void WatchCrashed(Exception reason, string subject);
}

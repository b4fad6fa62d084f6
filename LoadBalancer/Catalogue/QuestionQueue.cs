using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Mesh.LoadBalancer.Catalogue;

/// <summary>Services to be asked about, each once: those first that requests wait for, else in the order in which they came.</summary>
internal sealed class QuestionQueue
{
    private readonly Lock _lock = new();
    private readonly Channel<Question> _questions = Channel.CreateUnboundedPrioritized<Question>();
    private readonly HashSet<TrackedService> _queued = [];
    private long _count;

    /// <summary>Queues a service; one that is queued already only moves ahead.</summary>
    /// <param name="service">The service.</param>
    /// <param name="isUrgent">Whether requests wait for it.</param>
    public void Add(TrackedService service, bool isUrgent)
    {
        lock (_lock)
        {
            if (_queued.Add(service) || isUrgent)
            {
                _questions.Writer.TryWrite(new(isUrgent, _count++, service));
            }
        }
    }

    /// <summary>Takes one service after the other, and waits for more.</summary>
    public async IAsyncEnumerable<TrackedService> TakeAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var question in _questions.Reader.ReadAllAsync(cancellationToken))
        {
            if (TryTake(question.Service))
            {
                yield return question.Service;
            }
        }
    }

    // One that moved ahead comes again in its old place.
    private bool TryTake(TrackedService service)
    {
        lock (_lock)
        {
            return _queued.Remove(service);
        }
    }

    private readonly record struct Question(bool IsUrgent, long Number, TrackedService Service) : IComparable<Question>
    {
        public int CompareTo(Question other) => (!IsUrgent, Number).CompareTo((!other.IsUrgent, other.Number));
    }
}

using System.Collections;
using Mesh.LoadBalancer.Health;
using Mesh.LoadBalancer.Limits;
using Mesh.LoadBalancer.Resilience;
using Mesh.LoadBalancer.Services;
using Yarp.ReverseProxy.Model;

namespace Mesh.LoadBalancer.LoadBalancing;

/// <summary>
/// The instances that may get a route's requests at one moment, and how one of them is chosen. What YARP carries along as a cluster's available
/// destinations, so that a request finds all it needs without a look-up. Immutable; every change makes a new one.
/// </summary>
/// <param name="service">The service of the route.</param>
/// <param name="all">Everything that takes part in the route, sorted by id.</param>
/// <param name="willing">Those that requests may be given to.</param>
/// <param name="onTrial">Those that get one request to show that they are well again.</param>
/// <param name="picker">The policy; null when nothing is willing.</param>
/// <param name="turn">The route's turns.</param>
internal sealed class Pool(RoutedService service, Candidate[] all, Candidate[] willing, Candidate[] onTrial, IPicker? picker, Turn turn)
    : IReadOnlyList<DestinationState>
{
    public RoutedService Service { get; } = service;

    public IReadOnlyList<Candidate> All { get; } = all;

    public IReadOnlyList<Candidate> Willing { get; } = willing;

    public Turn Turn { get; } = turn;

    /// <summary>How long the route's requests may take; null for as long as they like.</summary>
    public Deadlines? Deadlines { get; init; }

    /// <summary>How many requests the route takes; null for as many as come.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>How many of the route's requests may be under way at once; null for as many as its instances take.</summary>
    public RequestLimit? RequestLimit { get; init; }

    /// <summary>When the route is left alone for its failures; null for never.</summary>
    public CircuitBreaker? Breaker { get; init; }

    /// <summary>How many further instances are tried for a request of the route.</summary>
    public int Retries { get; init; } = service.Settings.Retries;

    /// <summary>Makes the pool anew while an instance's weight is rising; null while none is.</summary>
    public ITimer? Rising { get; init; }

    /// <summary>Whether the route is gone: requests that were on their way to it go on, and the pool is not made anew any more.</summary>
    public bool IsRetired { get; private init; }

    public int Count => willing.Length;

    public DestinationState this[int index] => willing[index].Destination;

    /// <summary>The instance for a request, which has begun there; null when all have as many requests as they may.</summary>
    public Candidate? TryEnter(HttpContext context)
    {
        if (willing.Length == 0)
        {
            return null;
        }

        var sticky = Service.Sticky?.Find(context, this);
        if (sticky is null && onTrial.Length > 0 && TryEnterTrial() is { } tried)
        {
            return tried;
        }

        var picked = sticky ?? picker!.Pick(context);
        return picked.Upstream.TryEnter() ? picked : TryEnterOther([picked.Upstream]);
    }

    /// <summary>The least burdened of the others; null when there is none with room.</summary>
    public Candidate? TryEnterOther(IReadOnlyList<Upstream> tried)
    {
        while (Other(tried) is { } other)
        {
            if (other.Upstream.TryEnter())
            {
                return other;
            }

            tried = [.. tried, other.Upstream];
        }

        return null;
    }

    /// <summary>The same pool for the time after its route.</summary>
    public Pool Retire() =>
        new(Service, all, willing, onTrial, picker, Turn)
        {
            Deadlines = Deadlines,
            RateLimit = RateLimit,
            RequestLimit = RequestLimit,
            Breaker = Breaker,
            Retries = Retries,
            IsRetired = true,
        };

    public IEnumerator<DestinationState> GetEnumerator() => willing.Select(candidate => candidate.Destination).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Candidate? Other(IReadOnlyList<Upstream> tried)
    {
        var start = Turn.Next(Math.Max(1, willing.Length));
        Candidate? least = null;
        for (var i = 0; i < willing.Length; i++)
        {
            var other = willing[(start + i) % willing.Length];
            if (!tried.Contains(other.Upstream) && (least is null || other.Burden < least.Burden))
            {
                least = other;
            }
        }

        return least;
    }

    private Candidate? TryEnterTrial()
    {
        foreach (var candidate in onTrial)
        {
            if (candidate.Upstream.Health.TryBeginTrial())
            {
                if (candidate.Upstream.TryEnter())
                {
                    return candidate;
                }

                candidate.Upstream.Health.EndTrial();
            }
        }

        return null;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Mesh.LoadBalancer.Limits;

/// <summary>Lets only so many requests a second through, by client address and for the service as a whole. Clients that rest are forgotten.</summary>
internal sealed class RateLimit(RateLimitOptions options)
{
    private readonly PartitionedRateLimiter<IPAddress>? _clients = options.PerClient == 0 ? null : PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        client => RateLimitPartition.GetTokenBucketLimiter(client, _ => Bucket(options.PerClient, options.PerClientBurst)));

    private readonly TokenBucketRateLimiter? _service = options.PerService == 0 ? null : new(Bucket(options.PerService, options.PerServiceBurst));

    /// <summary>Whether a request is let through; if not, how many seconds the client should wait.</summary>
    public bool Admits(HttpContext context, out int retryAfter)
    {
        retryAfter = 0;
        return Passes(_clients?.AttemptAcquire(NetworkOf(context.Connection.RemoteIpAddress)), ref retryAfter)
            && Passes(_service?.AttemptAcquire(), ref retryAfter);
    }

    // Whoever has an IPv6 network has 2⁶⁴ addresses in it.
    internal static IPAddress NetworkOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address ?? IPAddress.None;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new(bytes);
    }

    private static bool Passes(RateLimitLease? lease, ref int retryAfter)
    {
        using (lease)
        {
            if (lease is null or { IsAcquired: true })
            {
                return true;
            }

            retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
            return false;
        }
    }

    // Replenished ten times a second where the rate is whole then, so that a second's requests need not come at its start.
    private static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst)
    {
        var parts = perSecond % 10 == 0 ? 10 : 1;
        return new()
        {
            TokenLimit = burst > 0 ? burst : perSecond,
            TokensPerPeriod = perSecond / parts,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / parts),
            QueueLimit = 0,
        };
    }
}

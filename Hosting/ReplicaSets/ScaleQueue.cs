using Aspire.Hosting.ApplicationModel;

namespace Mesh.Hosting.ReplicaSets;

/// <summary>Lets one request at a time change a replica set. A later request makes the one under way give up waiting: the last one wins.</summary>
internal sealed class ScaleQueue
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ScaleRequest? _latest;

    /// <summary>Runs <paramref name="apply"/> when it is its turn.</summary>
    /// <param name="goal">What the request is for, such as "5 instances".</param>
    /// <param name="apply">Takes a token that is cancelled when a later request comes.</param>
    /// <param name="superseded">Makes the answer in that case, out of the goal of the later request.</param>
    /// <param name="cancellationToken">Cancels this request.</param>
    public async Task<ExecuteCommandResult> RunAsync(
        string goal,
        Func<CancellationToken, Task<ExecuteCommandResult>> apply,
        Func<string, ExecuteCommandResult> superseded,
        CancellationToken cancellationToken)
    {
        using var request = new ScaleRequest(cancellationToken);
        Interlocked.Exchange(ref _latest, request)?.Supersede(goal);

        var hasTurn = false;
        try
        {
            await _turn.WaitAsync(request.Token);
            hasTurn = true;
            request.Token.ThrowIfCancellationRequested();
            return await apply(request.Token);
        }
        catch (OperationCanceledException) when (request.SupersededBy is { } later)
        {
            return superseded(later);
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        finally
        {
            Interlocked.CompareExchange(ref _latest, null, request);
            if (hasTurn)
            {
                _turn.Release();
            }
        }
    }
}

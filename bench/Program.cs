using Mesh.Bench;

if (!BenchOptions.TryParse(args is ["propagation" or "scale" or "churn" or "telemetry"] ? [] : args is ["registrar", .. var rest] ? rest : args, out var options))
{
    return 1;
}

using var cancelled = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    cancelled.Cancel();
};
try
{
    await BenchCommand.RunAsync(args, options, cancelled.Token);
    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}

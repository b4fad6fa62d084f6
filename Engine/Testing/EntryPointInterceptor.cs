using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Runs an AppHost's entry point up to the moment it has built its model, hands the builder to a test, and lets the entry point go on when the test
/// builds the application, which from then on is the test's to start and stop.
/// </summary>
internal sealed class EntryPointInterceptor(Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
{
    private static readonly AsyncLocal<EntryPointInterceptor?> Intercepting = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _mayBuild = new();

    /// <summary>What intercepts the entry point that is running on this thread, or in what it called.</summary>
    public static EntryPointInterceptor? Current => Intercepting.Value;

    /// <summary>Starts the entry point; completes when it builds.</summary>
    public Task<DistributedApplicationBuilder> RunEntryPointAsync(Assembly assembly, string[] args, CancellationToken cancellationToken)
    {
        var entryPoint = assembly.EntryPoint ?? throw new InvalidOperationException($"Assembly '{assembly.GetName().Name}' has no entry point: is it an AppHost?");
        new Thread(() => Run(entryPoint, args)) { IsBackground = true, Name = $"{assembly.GetName().Name} entry point" }.Start();
        return _builder.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets the entry point build; completes when it has.</summary>
    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.Set();
        return _application.Task.WaitAsync(cancellationToken);
    }

    public void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) => configure(options, settings);

    public void Building(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        _mayBuild.Wait();
    }

    public void Built(DistributedApplication application) => _application.TrySetResult(application);

    /// <summary>What running the application means to the entry point: the test runs it, the entry point waits.</summary>
    public Task RunAsync(DistributedApplication application, CancellationToken cancellationToken) => _ended.Task.WaitAsync(cancellationToken);

    public void Ended()
    {
        _ended.TrySetResult();
        _mayBuild.Set();
    }

    private void Run(MethodInfo entryPoint, string[] args)
    {
        Intercepting.Value = this;
        try
        {
            var result = entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? null : [args]);
            (result as Task)?.GetAwaiter().GetResult();
            _builder.TrySetException(new InvalidOperationException("The AppHost's entry point ended without building an application."));
        }
        catch (Exception exception)
        {
            var cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            _builder.TrySetException(cause);
            _application.TrySetException(cause);
        }
    }
}

namespace Mesh.SimpleWeb.Tests;

/// <summary>One process for all tests of a class that neither stop it nor need settings.</summary>
public sealed class SharedWeb : IAsyncLifetime
{
    internal WebProcess Web { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Web = await WebProcess.StartAsync();

    public ValueTask DisposeAsync() => Web.DisposeAsync();
}

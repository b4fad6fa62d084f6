using Mesh.ServiceDefaults.Start;

namespace Mesh.ServiceDefaults.Tests.Start;

public sealed class StartFailureTests
{
    [Fact]
    public async Task A_port_in_use_is_named_with_the_setting_that_changes_it()
    {
        await using var first = await Service.StartAsync();

        var failure = await Assert.ThrowsAsync<IOException>(() =>
            Service.StartAsync(configure: builder => builder.Configuration["URLS"] = first.Address.ToString()));

        var message = StartFailure.Describe(failure);
        Assert.Contains(first.Address.Authority, message);
        Assert.Contains("--urls", message);
    }

    [Fact]
    public void A_failure_that_no_user_can_mend_keeps_its_stack_trace() =>
        Assert.Null(StartFailure.Describe(new InvalidOperationException("a defect")));
}

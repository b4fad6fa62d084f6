using Mesh.Consul;
using Mesh.Registrar.Reconciliation;

namespace Mesh.Registrar.Tests.Reconciliation;

public sealed class InstanceStatusTests
{
    [Theory]
    [InlineData("Running", "Healthy", CheckStatus.Passing)]
    [InlineData("Running", "Degraded", CheckStatus.Warning)]
    [InlineData("Running", "Unhealthy", CheckStatus.Critical)]
    [InlineData("Running", null, CheckStatus.Critical)]
    [InlineData("Starting", null, CheckStatus.Critical)]
    [InlineData("Waiting", null, CheckStatus.Critical)]
    [InlineData("RuntimeUnhealthy", null, CheckStatus.Critical)]
    [InlineData("", null, CheckStatus.Critical)]
    [InlineData(null, null, CheckStatus.Critical)]
    [InlineData("Starting", "Healthy", CheckStatus.Critical)]
    public void The_status_follows_state_and_health(string? state, string? health, CheckStatus expected) =>
        Assert.Equal(expected, Of(state, health, shared: false, answers: false)?.Status);

    [Theory]
    [InlineData("Stopping")]
    [InlineData("Exited")]
    [InlineData("Finished")]
    [InlineData("FailedToStart")]
    [InlineData("NotStarted")]
    public void An_instance_that_is_gone_or_going_has_no_entry(string state)
    {
        Assert.Null(Of(state, "Healthy", shared: false, answers: true));
        Assert.Null(Of(state, "Healthy", shared: true, answers: true));
    }

    [Theory]
    [InlineData("Healthy", false, CheckStatus.Critical)]
    [InlineData("Healthy", true, CheckStatus.Passing)]
    [InlineData("Unhealthy", true, CheckStatus.Passing)]
    [InlineData("Degraded", true, CheckStatus.Passing)]
    [InlineData(null, true, CheckStatus.Passing)]
    public void Where_health_is_shared_only_the_instance_s_own_answer_counts(string? health, bool answers, CheckStatus expected) =>
        Assert.Equal(expected, Of("Running", health, shared: true, answers)?.Status);

    [Fact]
    public void Where_health_is_shared_an_instance_that_is_not_Running_is_critical_whatever_answers() =>
        Assert.Equal(CheckStatus.Critical, Of("Starting", null, shared: true, answers: true)?.Status);

    private static (CheckStatus Status, string Reason)? Of(string? state, string? health, bool shared, bool answers) =>
        InstanceStatus.Of(new() { Id = "web-1", Resource = "web", State = state, Health = health, SharedHealth = shared }, () => answers);
}

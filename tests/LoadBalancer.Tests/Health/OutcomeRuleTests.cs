using Mesh.LoadBalancer.Health;
using Mesh.LoadBalancer.Resilience;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Tests.Health;

public sealed class OutcomeRuleTests
{
    [Theory]
    [InlineData(200, FailureStatus.Any5xx, nameof(Outcome.Success))]
    [InlineData(404, FailureStatus.Any5xx, nameof(Outcome.Success))]
    [InlineData(500, FailureStatus.Any5xx, nameof(Outcome.Failure))]
    [InlineData(500, FailureStatus.Gateway, nameof(Outcome.Success))]
    [InlineData(503, FailureStatus.Gateway, nameof(Outcome.Failure))]
    [InlineData(503, FailureStatus.None, nameof(Outcome.Success))]
    public void The_setting_says_which_answers_are_failures_withheld_or_not(int status, FailureStatus statuses, string outcome)
    {
        var context = new DefaultHttpContext { Response = { StatusCode = status } };

        Assert.Equal(outcome, OutcomeRule.For(context, null, statuses).ToString());
        Assert.Equal(outcome, OutcomeRule.For(new DefaultHttpContext(), new WithheldAnswer(status), statuses).ToString());
    }

    [Theory]
    [InlineData(ForwarderError.RequestTimedOut, nameof(Outcome.Failure))]
    [InlineData(ForwarderError.ResponseBodyDestination, nameof(Outcome.Failure))]
    [InlineData(ForwarderError.ResponseBodyClient, nameof(Outcome.Inconclusive))]
    [InlineData(ForwarderError.RequestCanceled, nameof(Outcome.Inconclusive))]
    public void Only_what_the_instance_did_counts(ForwarderError error, string outcome) =>
        Assert.Equal(outcome, OutcomeRule.For(new DefaultHttpContext(), new Failed(error, null), FailureStatus.Any5xx).ToString());

    [Fact]
    public void A_connection_that_did_not_come_about_is_a_refusal() => Assert.Equal(
        Outcome.Refused,
        OutcomeRule.For(
            new DefaultHttpContext(),
            new Failed(ForwarderError.Request, new HttpRequestException("", new ConnectFailedException("refused"))),
            FailureStatus.Any5xx));

    [Fact]
    public void Nothing_counts_when_the_client_went_away() => Assert.Equal(
        Outcome.Inconclusive,
        OutcomeRule.For(new DefaultHttpContext { RequestAborted = new(canceled: true) }, new Failed(ForwarderError.Request, null), FailureStatus.Any5xx));

    private sealed record Failed(ForwarderError Error, Exception? Exception) : IForwarderErrorFeature;
}

using Mesh.LoadBalancer.Resilience;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.LoadBalancer.Tests.Resilience;

public sealed class RetryRuleTests
{
    private static readonly Exception NotConnected = new HttpRequestException(HttpRequestError.ConnectionError, "", new ConnectFailedException("refused"));
    private static readonly Exception Broken = Failed(HttpRequestError.ResponseEnded);
    private static readonly Exception Reset = new HttpRequestException(HttpRequestError.Unknown, "", new IOException("reset by peer"));
    private static readonly Exception Garbage = Failed(HttpRequestError.InvalidResponse);

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public void A_connection_that_never_came_about_may_be_retried_with_every_method(string method) =>
        Assert.Equal(RetryReason.ConnectFailed, Decide(method, hasBody: method == "POST", NotConnected));

    [Theory]
    [InlineData("GET", false, nameof(RetryReason.ConnectionBroke))]
    [InlineData("HEAD", false, nameof(RetryReason.ConnectionBroke))]
    [InlineData("GET", true, nameof(RetryReason.None))]
    [InlineData("DELETE", false, nameof(RetryReason.ConnectionBroke))]
    [InlineData("POST", false, nameof(RetryReason.None))]
    [InlineData("PATCH", false, nameof(RetryReason.None))]
    [InlineData("PUT", true, nameof(RetryReason.None))]
    public void A_connection_that_broke_only_for_idempotent_methods_without_a_body(string method, bool hasBody, string decision)
    {
        Assert.Equal(decision, Decide(method, hasBody, Broken).ToString());
        Assert.Equal(decision, Decide(method, hasBody, Reset).ToString());
    }

    [Fact]
    public void An_answer_that_is_not_HTTP_is_not_retried() => Assert.Equal(RetryReason.None, Decide("GET", false, Garbage));

    [Theory]
    [InlineData("GET", false, nameof(RetryReason.TimedOut))]
    [InlineData("POST", true, nameof(RetryReason.None))]
    public void An_answer_that_did_not_come_in_time_only_for_idempotent_methods_without_a_body(string method, bool hasBody, string decision) =>
        Assert.Equal(decision, Decide(method, hasBody, new TimeoutException(), ForwarderError.RequestTimedOut).ToString());

    [Theory]
    [InlineData(ForwarderError.RequestCanceled)]
    [InlineData(ForwarderError.ResponseBodyDestination)]
    [InlineData(ForwarderError.RequestBodyDestination)]
    public void Other_failures_are_not_retried(ForwarderError error) => Assert.Equal(RetryReason.None, Decide("GET", false, NotConnected, error));

    [Fact]
    public void Nothing_is_retried_once_the_client_is_gone()
    {
        var context = Context("GET", hasBody: false);
        context.RequestAborted = new(canceled: true);

        Assert.Equal(RetryReason.None, RetryRule.For(context, new Failure(ForwarderError.Request, NotConnected)));
    }

    private static HttpRequestException Failed(HttpRequestError error) => new(error, "", new HttpIOException(error));

    private static RetryReason Decide(string method, bool hasBody, Exception exception, ForwarderError error = ForwarderError.Request) =>
        RetryRule.For(Context(method, hasBody), new Failure(error, exception));

    private static DefaultHttpContext Context(string method, bool hasBody)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new Body(hasBody));
        return context;
    }

    private sealed record Failure(ForwarderError Error, Exception? Exception) : IForwarderErrorFeature;

    private sealed record Body(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}

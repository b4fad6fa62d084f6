using System.Net;
using Mesh.Registrar.Docker.Engine;

namespace Mesh.Registrar.Tests.Docker;

public sealed class ReadOnlyTests
{
    [Theory]
    [InlineData("GET", "/_ping")]
    [InlineData("GET", "/version")]
    [InlineData("GET", "/info")]
    [InlineData("GET", "/events?filters=x")]
    [InlineData("GET", "/v1.41/containers/json?all=1")]
    [InlineData("GET", "/containers/0a1b2c/json")]
    public async Task Questions_reach_the_engine(string method, string path) => Assert.True(await IsSentAsync(method, path));

    [Theory]
    [InlineData("POST", "/containers/create")]
    [InlineData("POST", "/containers/json")]
    [InlineData("DELETE", "/containers/0a1b2c/json")]
    [InlineData("HEAD", "/_ping")]
    [InlineData("GET", "/containers/0a1b2c/archive?path=/etc/shadow")]
    [InlineData("GET", "/containers/0a1b2c/logs")]
    [InlineData("GET", "/containers/a/../../images/json")]
    [InlineData("GET", "/containers/a%2F..%2F..%2Fsecrets/json")]
    [InlineData("GET", "/secrets")]
    [InlineData("GET", "/version/../secrets")]
    public async Task Nothing_else_leaves_the_process(string method, string path) => Assert.False(await IsSentAsync(method, path));

    private static async Task<bool> IsSentAsync(string method, string path)
    {
        var engine = new Recorder();
        using var http = new HttpMessageInvoker(new ReadOnlyHandler(engine));
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"http://docker{path}"));
        try
        {
            await http.SendAsync(request, TestContext.Current.CancellationToken);
        }
        catch (InvalidOperationException e)
        {
            Assert.Contains("must not be sent to the Docker engine", e.Message, StringComparison.Ordinal);
            Assert.Equal(0, engine.Requests);
        }

        return engine.Requests == 1;
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Mesh.ServiceDefaults.Tests.Start;

public sealed class ConsoleFormatTests
{
    [Theory]
    [InlineData("simple")]
    [InlineData("json", "--Logging:Console:FormatterName=json")]
    public void Logs_are_one_line_of_text_or_what_the_settings_say(string expected, params string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = arguments });

        builder.AddServiceDefaults();

        using var services = builder.Services.BuildServiceProvider();
        Assert.Equal(expected, services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
    }
}

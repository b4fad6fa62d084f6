using Mesh.Dashboard.Stage;
using Microsoft.Extensions.Configuration;

// Programs that tests of the dashboard start. Each ends when its standard input does, so that none outlives its test.
var settings = new ConfigurationBuilder().AddCommandLine([.. args.Skip(1)]).Build();
switch (args.FirstOrDefault())
{
    case "dashboard":
        await StagedDashboard.RunAsync();
        return 0;
    case "send":
        await Sender.RunAsync(settings.Get<SenderOptions>() ?? new());
        return 0;
    default:
        Console.Error.WriteLine("dashboard: a dashboard over samples, on random ports. send: applications that send telemetry.");
        return 1;
}

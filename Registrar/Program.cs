using Mesh.Registrar.Configuration;
using Mesh.Registrar.Instances;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Telemetry;

var command = CommandLine.Parse(args);
if ((HealthProbe.RunIfAsked(args, Usage.DefaultUrl) ?? command.Answer(Console.Out, Console.Error)) is { } exitCode)
{
    return exitCode;
}

var builder = WebApplication.CreateSlimBuilder([.. command.Settings]);
builder.AddRegistrarDefaults();
builder.AddServiceDefaults();
var sources = builder.AddRegistrarSettings(command);
builder.Services.AddInstanceSources(sources);
builder.Services.AddReconciliation();

var app = builder.Build();
app.MapDefaultEndpoints().WithReasons();
app.MapPrometheus();
app.Run();
return Environment.ExitCode;

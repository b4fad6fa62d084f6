using Mesh.Registrar.Configuration;
using Mesh.Registrar.Feed;
using Mesh.Registrar.Reconciliation;
using Mesh.Registrar.Telemetry;

if (Usage.PrintIfAsked(args))
{
    return;
}

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddRegistrarDefaults();
builder.AddServiceDefaults();
builder.AddRegistrarSettings();
builder.Services.AddInstanceFeed();
builder.Services.AddReconciliation();

var app = builder.Build();
app.MapDefaultEndpoints().WithReasons();
app.Run();

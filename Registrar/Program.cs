using Mesh.Registrar.Configuration;
using Mesh.Registrar.Feed;
using Mesh.Registrar.Reconciliation;

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
app.MapDefaultEndpoints();
app.Run();

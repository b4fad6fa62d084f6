using Mesh.SimpleWeb;
using Mesh.SimpleWeb.Apis;
using Mesh.SimpleWeb.Visits;

if (HealthProbe.RunIfAsked(args, defaultUrl: "http://localhost:5000") is { } exitCode)
{
    return exitCode;
}

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddSimpleWebSettings();
builder.Services.AddSingleton<VisitBook>();

var app = builder.Build();
app.UseForwardedHeaders();
app.UseWebSockets();

app.MapDefaultEndpoints();
app.MapPage();
app.MapDelay();
app.MapBytes();
app.MapEvents();
app.MapSocket();
app.MapEcho();

app.Run();
return 0;

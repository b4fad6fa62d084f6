using Bunit;
using Mesh.Dashboard.Pages;
using Mesh.Dashboard.Resources;
using Mesh.Dashboard.Telemetry;
using Mesh.Dashboard.Tests.Samples;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Dashboard.Tests.Components;

/// <summary>Pages without a browser, over an application and telemetry that a test changes at will.</summary>
internal sealed class PageContext : BunitContext
{
    public PageContext()
    {
        Telemetry = new(new(), TimeProvider.System, NullLogger<TelemetryStore>.Instance);
        Services.AddSingleton<IResourceSource>(Resources);
        Services.AddSingleton<ITelemetryStore>(Telemetry);
        Services.AddDashboardPages();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public SampleResources Resources { get; } = new();

    public TelemetryStore Telemetry { get; }

    /// <summary>Renders a page as a browser does that opens a link.</summary>
    public IRenderedComponent<TPage> Open<TPage>(string address)
        where TPage : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<TPage>();
    }
}

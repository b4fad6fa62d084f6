using Mesh.Dashboard.Configuration;

namespace Mesh.Dashboard.Tests.Configuration;

public class DashboardOptionsTests
{
    [Fact]
    public void The_dashboard_opens_where_Aspire_s_does_unless_told_otherwise() =>
        Assert.Equal("http://localhost:18888", new DashboardOptions().Url);
}

namespace Mesh.Dashboard.Hosting;

/// <summary>The dashboard cannot start; the message says why, for people.</summary>
public sealed class DashboardException(string message, Exception? inner = null) : Exception(message, inner);

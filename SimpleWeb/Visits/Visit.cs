namespace Mesh.SimpleWeb.Visits;

/// <summary>What is known of one (client, server) pair.</summary>
/// <param name="Client">The client's address, without a port.</param>
/// <param name="Server">This server's own address and port, as the connection arrived at it.</param>
/// <param name="Requests">How many requests the pair has made.</param>
/// <param name="Time">When the last of them came, UTC.</param>
internal sealed record Visit(string Client, string Server, long Requests, DateTimeOffset Time);

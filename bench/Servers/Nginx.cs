using System.Diagnostics;

namespace Mesh.Bench.Servers;

/// <summary>Starts nginx without a daemon, without logs of requests, with all its files in one folder.</summary>
internal static class Nginx
{
    public static ProcessStartInfo Start(DirectoryInfo folder, int workers, string http)
    {
        var files = folder.FullName;
        File.WriteAllText($"{files}/nginx.conf", $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes {{workers}};
            pid {{files}}/nginx.pid;
            error_log {{files}}/error.log;
            events { worker_connections 4096; }
            http {
              access_log off;
              keepalive_requests 100000000;
              client_body_temp_path {{files}}/body;
              proxy_temp_path {{files}}/proxy;
              fastcgi_temp_path {{files}}/fastcgi;
              uwsgi_temp_path {{files}}/uwsgi;
              scgi_temp_path {{files}}/scgi;
              {{http}}
            }
            """);
        return new ProcessStartInfo("nginx", ["-p", files, "-c", $"{files}/nginx.conf", "-e", $"{files}/error.log"]);
    }
}

namespace Aspire.Hosting.Processes;

/// <summary>What the guardian's shell does; <c>$1</c> is the run's id. It needs nothing but a POSIX shell, <c>grep</c> and <c>sleep</c>.</summary>
internal static class GuardianScript
{
    /// <summary>Written to the guardian: this run has started containers.</summary>
    public const string Containers = "containers";

    /// <summary>Written to the guardian before its input ends: everything was stopped in order, containers included.</summary>
    public const string Stopped = "stopped";

    /// <remarks>
    /// A process is asked to end when it leads its group or its leader has ended, as <see cref="ProcessGroup"/> does; no process is asked twice.
    /// One look is not enough after a kill: a child between fork and exec does not carry the mark yet. After 3.5 s SIGKILL follows.
    /// </remarks>
    public const string Text = """
        trap '' INT HUP TERM
        exec >/dev/null 2>&1
        run=$1 containers= again=1 asked=' '
        while read -r word; do
          case $word in
            containers) containers=1 ;;
            stopped) containers= again= ;;
          esac
        done

        if [ "$containers" ]; then
          ids=$(timeout 5 docker ps --all --quiet --filter "label=mesh.run=$run")
          [ "$ids" ] && { timeout 10 docker stop -t 3 $ids; timeout 10 docker rm --force --volumes $ids; }
        fi &

        centiseconds() { read -r uptime idle </proc/uptime; echo "${uptime%.*}${uptime#*.}"; }
        start=$(centiseconds)
        while elapsed=$(($(centiseconds) - start)); [ $elapsed -lt 600 ]; do
          left=' '
          for file in $(grep -lsF "MESH_RUN=$run" /proc/[0-9]*/environ); do
            process=${file#/proc/}
            left="$left${process%/environ} "
          done
          [ "$left" = ' ' ] && [ -z "$again" ] && break
          again=
          [ $elapsed -ge 350 ] && kill -KILL $left
          for process in $left; do
            read -r status </proc/$process/stat || continue
            set -- ${status##*) }
            [ $process = $3 ] || case $left in *" $3 "*) continue ;; esac
            case $asked in *" $process "*) continue ;; esac
            kill -TERM $process
            asked="$asked$process "
          done
          sleep 0.1
        done
        wait
        """;
}

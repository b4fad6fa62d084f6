# To be sourced: gets one package of another suite of Debian than the machine's own, from the mirror that the machine's apt uses. It needs no root
# and leaves the machine's apt as it is. The script that sources this has a function say and a private folder $work.

# Writes each Debian archive that apt is configured with as a source of its own for one suite, key included.
debian_sources() { # folder suite
    codename=$(. /etc/os-release 2>/dev/null && echo "${VERSION_CODENAME:-}") || codename=
    set -- "$1" "$2" /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources
    folder=$1
    wanted=$2
    shift 2
    for file; do
        [ ! -r "$file" ] || awk -v folder="$folder" -v name="$(basename "$file")" -v codename="$codename" -v wanted="$wanted" '
            function is_debian(suites,    i, n, list, suite) {
                n = split(suites, list, /[ \t\n]+/)
                for (i = 1; i <= n; i++) {
                    suite = list[i]
                    sub(/\/$/, "", suite)
                    if (suite == codename && suite != "" || suite ~ /^(stable|oldstable|testing|unstable|sid|bullseye|bookworm|trixie|forky)$/) return 1
                }
                return 0
            }
            function add(types, uris, suites, components, key,    target) {
                if ((" " types " ") ~ /[ \t]deb[ \t]/ && is_debian(suites) && (" " components " ") ~ /[ \t]main[ \t]/) {
                    target = folder "/" name "." (++count) ".sources"
                    gsub(/[ \t\n]+/, " ", uris)
                    printf "Types: deb\nURIs:%s\nSuites: %s\nComponents: main\n", uris, wanted > target
                    if (key != "") printf "Signed-By:%s\n", key > target
                    close(target)
                }
            }
            function flush() {
                if (tolower(field["enabled"]) !~ /no|false/) {
                    add(field["types"], field["uris"], field["suites"], field["components"], field["signed-by"])
                }
                split("", field)
            }
            FILENAME ~ /\.sources$/ {
                if ($0 ~ /^#/) next
                if ($0 ~ /^[ \t]*$/) flush()
                else if ($0 ~ /^[ \t]/) field[last] = field[last] "\n" $0
                else { last = tolower($0); sub(/:.*/, "", last); field[last] = $0; sub(/^[^:]*:/, "", field[last]) }
                next
            }
            $1 == "deb" {
                line = $0
                key = ""
                if (match(line, /\[[^]]*\]/)) {
                    options = substr(line, RSTART + 1, RLENGTH - 2)
                    line = substr(line, 1, RSTART - 1) substr(line, RSTART + RLENGTH)
                    if (match(options, /signed-by=[^ \t]+/)) key = " " substr(options, RSTART + 10, RLENGTH - 10)
                }
                sub(/#.*/, "", line)
                n = split(line, word, /[ \t]+/)
                first = word[1] == "" ? 2 : 1
                components = ""
                for (i = first + 3; i <= n; i++) components = components " " word[i]
                add("deb", " " word[first + 1], word[first + 2], components, key)
            }
            END { flush() }
        ' "$file"
    done
}

# The machine's own apt settings (a proxy, say) without its hooks and extra indexes, and with every folder private.
apt_settings() {
    apt-config dump | grep -Ev '^(APT::Update::|DPkg::|Acquire::IndexTargets|Dir(::| ))' || return 1
    cat <<SETTINGS
Dir::Etc::main "/dev/null";
Dir::Etc::parts "/dev/null";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$work/apt/sources";
Dir::State "$work/apt/state";
Dir::Cache "$work/apt/cache";
Dir::Log "$work/apt/log";
Acquire::Languages "none";
Acquire::Retries "1";
Acquire::http::Timeout "15";
Acquire::https::Timeout "15";
APT::Sandbox::User "$(id -un)";
SETTINGS
}

# Every step ends in "|| return 1": set -e does not act inside a function that is called in a condition.
from_debian() { # suite package: unpacks it into $work/package
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || { say "apt-get or dpkg-deb is missing: this is no Debian"; return 1; }
    mkdir -p "$work/apt/all" "$work/apt/sources" "$work/apt/state/lists/partial" "$work/apt/cache/archives/partial" "$work/apt/log" || return 1
    debian_sources "$work/apt/all" "$1"
    apt_settings >"$work/apt/apt.conf" || return 1
    for source in "$work/apt/all"/*.sources; do
        [ -e "$source" ] || { say "no Debian archive stands in /etc/apt/sources.list or sources.list.d"; return 1; }
        cp "$source" "$work/apt/sources/debian.sources" || return 1
        say "fetching Debian's package from$(sed -n 's/^URIs://p' "$source") $1"
        if (cd "$work" && APT_CONFIG=$work/apt/apt.conf && export APT_CONFIG && apt-get -qq update && apt-get -qq download "$2") >&2; then
            dpkg-deb -x "$work/$2"_*.deb "$work/package" && return 0
        fi
    done
    say "no Debian archive of this machine has the package $2 in its suite $1"
    return 1
}

# What the build has left for the launcher of the repository; sourced by build and venturi.
# cli/target/run/ID is one finished build; cli/target/run/current names the newest, and its time is
# when that build began. A running command keeps its files while the next build is published.

# is_fresh ROOT: the published build is as new as its sources
is_fresh() {
    local current=$1/cli/target/run/current changed
    [[ -f $current ]] || return 1
    changed=$(cd "$1" && PATH=${PATH:-}:/usr/bin:/bin find pom.xml {engine,profiler,pipeline,cli}/pom.xml \
        {engine,profiler,pipeline,cli}/src/main bin build venturi -newer cli/target/run/current -print -quit)
    [[ -z $changed ]]
}

# published ROOT sets PUBLISHED to the directory of the newest build.
published() {
    local name
    read -r name <"$1/cli/target/run/current" || return 1
    PUBLISHED=$1/cli/target/run/$name
}

# Finds a JDK 25; sourced by build and venturi, and shipped beside the launcher.
# Only bash's own commands: it runs before every start of the command.

# Sets JDK to the home of a Java 25; with "jdk" as the argument it must have a compiler.
# Looks at JAVA_HOME, the java on the PATH, then where installers put a JDK on Linux and macOS.
# Returns 1 when there is none.
find_jdk() {
    local need=${1:-java} home
    JDK=
    if [[ -n ${JAVA_HOME:-} ]] && is_java_25 "$JAVA_HOME" "$need"; then
        JDK=$JAVA_HOME
        return 0
    fi
    local dir dirs
    IFS=: read -r -a dirs <<<"${PATH:-}"
    for dir in ${dirs[@]+"${dirs[@]}"}; do
        [[ -x $dir/java ]] || continue
        home=$dir/java
        while [[ -L $home ]]; do
            local link
            link=$(readlink "$home" 2>/dev/null) || break
            [[ $link == /* ]] && home=$link || home=${home%/*}/$link
        done
        home=${home%/*}/..
        if is_java_25 "$home" "$need"; then
            JDK=$(cd "$home" && pwd -P)
            return 0
        fi
    done
    for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
        ${HOME:+"$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/*} \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        ${HOME:+"$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home} \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if is_java_25 "$home" "$need"; then
            JDK=$home
            return 0
        fi
    done
    return 1
}

# is_java_25 HOME java|jdk: every JDK since 9 names its version in HOME/release
is_java_25() {
    [[ -x $1/bin/java && -r $1/release ]] || return 1
    [[ $2 != jdk || -x $1/bin/javac ]] || return 1
    local line
    while IFS= read -r line || [[ -n $line ]]; do
        case $line in
            'JAVA_VERSION="25"'* | 'JAVA_VERSION="25.'* | 'JAVA_VERSION="25-'* | 'JAVA_VERSION="25+'*) return 0 ;;
        esac
    done <"$1/release"
    return 1
}

# The line to show when find_jdk found nothing.
no_jdk() {
    echo "$1: no JDK 25 found (looked at JAVA_HOME, PATH and the usual places); install one, for example from https://adoptium.net, or set JAVA_HOME" >&2
}

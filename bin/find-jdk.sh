# Finds a Java 25; sourced by build and venturi, and shipped beside the launcher.
# It runs before every start of the command, so it uses bash itself and nothing else,
# in the version 3.2 that macOS has.

# find_jdk [jdk] sets JDK to the home of a Java 25, with a compiler if the argument is "jdk", and
# JDK_VERSION and JDK_MODULES from its release file. It returns 1 when there is none.
# Looked at: JAVA_HOME, the java on the PATH, then where installers put a JDK on Linux and macOS
# (or the directories of VENTURI_JDK_PLACES, separated by colons).
find_jdk() {
    local need=${1:-java} home dir
    [[ -z ${JAVA_HOME:-} ]] || ! is_java_25 "$JAVA_HOME" "$need" || return 0

    local IFS=:
    for dir in ${PATH:-}; do
        [[ -x $dir/java ]] || continue
        follow "$dir/java"
        ! is_java_25 "${FOLLOWED%/bin/*}" "$need" || return 0
    done

    local h=${HOME:-/nonexistent}
    for dir in ${VENTURI_JDK_PLACES-/usr/lib/jvm:/usr/lib64/jvm:/usr/java:/opt/java:/opt:/usr/local:$h/.sdkman/candidates/java:$h/.jdks:$h/.local/share/mise/installs/java:$h/.asdf/installs/java:/Library/Java/JavaVirtualMachines:$h/Library/Java/JavaVirtualMachines:/opt/homebrew/opt:/usr/local/opt:/home/linuxbrew/.linuxbrew/opt}; do
        for home in "$dir"/*; do
            ! is_java_25 "$home" "$need" || return 0
            ! is_java_25 "$home/Contents/Home" "$need" || return 0
            ! is_java_25 "$home/libexec/openjdk.jdk/Contents/Home" "$need" || return 0
            ! is_java_25 "$home/libexec" "$need" || return 0
        done
    done
    return 1
}

# is_java_25 HOME java|jdk: every JDK since 9 names its version in HOME/release
is_java_25() {
    [[ -x $1/bin/java && -r $1/release ]] || return 1
    [[ $2 != jdk || -x $1/bin/javac ]] || return 1
    local line
    JDK_VERSION='' JDK_MODULES=''
    while IFS= read -r line || [[ -n $line ]]; do
        case $line in
            JAVA_VERSION=*) [[ $line =~ ^JAVA_VERSION=\"25([.+-].*)?\"$ ]] || return 1 ;;
            JAVA_RUNTIME_VERSION=*) JDK_VERSION=${line#*=} ;;
            MODULES=*) JDK_MODULES=${line#*=} ;;
        esac
    done <"$1/release"
    JDK=$1
    JDK_VERSION=${JDK_VERSION//[^0-9A-Za-z.+-]/}
    JDK_MODULES=" ${JDK_MODULES//\"/} "
}

# follow FILE sets FOLLOWED to what the symbolic links of FILE lead to.
follow() {
    FOLLOWED=$1
    local link
    while [[ -L $FOLLOWED ]]; do
        link=$(PATH=${PATH:-}:/usr/bin:/bin readlink "$FOLLOWED") || return 1
        [[ $link == /* ]] && FOLLOWED=$link || FOLLOWED=${FOLLOWED%/*}/$link
    done
}

# no_jdk NAME says, in one line, what to install.
no_jdk() {
    echo "$1: no JDK 25 found in JAVA_HOME, on the PATH or in the usual places; install one, for example from https://adoptium.net/temurin/releases/?version=25, or set JAVA_HOME" >&2
}

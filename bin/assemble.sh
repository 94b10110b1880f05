#!/usr/bin/env bash
# assemble.sh TARGET JAVA_HOME BUILD_ID PICOCLI_VERSION finishes TARGET/venturi, the directory that
# runs: Maven has put the jars into its lib, this adds picocli, the launcher, the shell completion
# and the class-data archive. Maven calls it when it packages the module cli.
set -euo pipefail

target=$1 java_home=$2 build_id=$3 picocli=picocli-$4
root=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd -P)
app=$target/venturi
timestamp=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' "$root/pom.xml")

# picocli's class files are of Java 5, too old for a class-data archive: compile its sources, which
# are unchanged, for this Java (designs/003-start-up.md).
compile_picocli() {
    local classes=$target/picocli/classes
    rm -rf "$classes" && mkdir -p "$classes"
    (cd "$classes" && "$java_home/bin/jar" --extract --file "../$picocli-sources.jar")
    "$java_home/bin/javac" --release 25 -proc:none -nowarn -Xlint:none -XDstringConcat=inline \
        -d "$classes" "$classes"/picocli/*.java 2>&1 | { grep -v '^Note: ' || true; }
    cp "$root/LICENSE" "$classes/META-INF/LICENSE"
    echo "picocli, https://picocli.info, Apache License 2.0; compiled for Java 25 from the unchanged sources of $picocli." >"$classes/META-INF/NOTICE"
    (cd "$classes" && find META-INF/LICENSE META-INF/NOTICE picocli -name '*.class' -o -path 'META-INF/*' | LC_ALL=C sort >../names &&
        "$java_home/bin/jar" --create --date "$timestamp" --no-manifest --file "../$picocli.jar.new" @../names)
    mv "$target/picocli/$picocli.jar.new" "$target/picocli/$picocli.jar"
}

[[ $target/picocli/$picocli.jar -nt $target/picocli/$picocli-sources.jar ]] || compile_picocli
cp -p "$target/picocli/$picocli.jar" "$app/lib/"

rm -rf "$app/bin" "$app/cds" "$app/completion"
mkdir -p "$app/bin" "$app/completion"
cp "$root/venturi" "$app/"
cp "$root/bin/find-jdk.sh" "$root/bin/train.sh" "$app/bin/"
chmod 755 "$app/venturi"
echo "$build_id" >"$app/build-id"

"$java_home/bin/java" -XX:TieredStopAtLevel=1 -cp "$app/lib/*" \
    dev.venturi.cli.Completion "$app/completion/venturi.bash"
cat >"$app/completion/_venturi" <<'TEXT'
#compdef venturi
# zsh: put the directory of this file into fpath, before compinit
autoload -U +X bashcompinit && bashcompinit
source "${${(%):-%x}:A:h}/venturi.bash"
_bash_complete -o default -F _complete_venturi # this first time; the source did it for the next
TEXT

bash "$root/bin/train.sh" "$app" "$java_home" "$app/cds/$build_id.jsa"

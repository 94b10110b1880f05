#!/usr/bin/env bash
# train.sh APP JAVA_HOME ARCHIVE makes the class-data archive of the command in APP: one run in
# which every class that a usual run loads is written down. The build calls it, and the launcher of
# an unpacked archive once per build and Java, in the background. Of two at once one does the work;
# the file appears whole or not at all.
set -eu

app=$(cd "$1" && pwd) java_home=$(cd "$2" && pwd) archive=$3

mkdir -p "${archive%/*}"
directory=$(cd "${archive%/*}" && pwd)
archive=$directory/${archive##*/}
find "$directory" -maxdepth 1 -name '*.work' -mmin +10 -exec rm -rf {} + # of a run that was killed
find "$directory" -maxdepth 1 -name '*.jsa' -mtime +60 -exec rm -f {} +
work=$archive.work
mkdir "$work" 2>/dev/null || exit 0
trap 'rm -rf "$work"' EXIT

cd "$work"
nice "$java_home/bin/java" -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -XX:ArchiveClassesAtExit=archive \
    -cp "$app/lib/venturi.jar" dev.venturi.cli.Training >log 2>&1 || { cat log >&2; exit 4; }
mv -f archive "$archive"

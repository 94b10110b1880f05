#!/usr/bin/env bash
# dist.sh APP VERSION JAVA_HOME TIMESTAMP [--with-runtime] packs APP, the directory that runs, into
# dist/venturi-VERSION.tar.gz, adds its SHA-256 to dist/SHA256SUMS, unpacks it elsewhere and tries
# it. From the same APP it makes the same bytes; with a Java runtime inside it does not, since the
# class-data archives of that runtime depend on the times of its files.
set -euo pipefail

app=$1 version=$2 java_home=$3 timestamp=$4 runtime=${5:-}
root=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd -P)
name=venturi-$version
file=$root/dist/$name.tar.gz
[[ -z $runtime ]] || file=$root/dist/$name-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m).tar.gz

work=$(mktemp -d "${TMPDIR:-/tmp}/venturi-dist.XXXXXX")
trap 'rm -rf "$work"' EXIT
stage=$work/$name
mkdir -p "$stage/licenses" "$root/dist"

cp -Rp "$app"/. "$stage"
# class data fits one Java only: whoever unpacks makes it on the first run
rm -rf "$stage/cds"
for document in README.md LICENSE NOTICE CHANGELOG.md; do
    [[ ! -f $root/$document ]] || cp "$root/$document" "$stage/"
done
for jar in "$stage"/lib/*.jar "$stage"/lib/pipeline/*.jar; do
    library=${jar##*/}
    library=${library%%-[0-9]*}
    case $library in
        venturi*) continue ;;
        netty-*) library=netty ;;
    esac
    grep -q "^$library, " "$root/NOTICE" || { echo "dist: NOTICE does not name $library" >&2 && exit 1; }
    (cd "$work" && "$java_home/bin/jar" --extract --file "$jar" META-INF/LICENSE)
    [[ ! -f $work/META-INF/LICENSE ]] || mv "$work/META-INF/LICENSE" "$stage/licenses/$library.txt"
done
rm -f "$stage/licenses/picocli.txt" # the same as ours

find "$stage" -type d -exec chmod 755 {} +
find "$stage" -type f ! -perm -100 -exec chmod 644 {} +
# touch as POSIX has it, without the Z that old bashes of macOS refuse
digits=${timestamp//[^0-9]/}
find "$stage" -exec env TZ=UTC touch -t "${digits:0:12}.${digits:12:2}" {} +

if [[ -n $runtime ]]; then
    modules=$("$java_home/bin/jdeps" --print-module-deps --ignore-missing-deps --multi-release 25 "$stage"/lib/*.jar "$stage"/lib/pipeline/*.jar)
    "$java_home/bin/jlink" --add-modules "$modules,jdk.incubator.vector" --output "$stage/runtime" \
        --strip-debug --no-header-files --no-man-pages --compress=zip-6 --generate-cds-archive >"$work/jlink.log" 2>&1 ||
        { cat "$work/jlink.log" >&2 && exit 4; }
    rm -f "$stage/runtime/lib/server/classes_nocoops.jsa" # for heaps above 32 GB
    bash "$stage/bin/train.sh" "$stage" "$stage/runtime" "$stage/cds/$(cat "$stage/build-id").jsa"
fi

case $(tar --version 2>/dev/null) in
    *GNU*) owner=(--owner=0 --group=0 --numeric-owner) ;;
    *) owner=(--uid 0 --gid 0 --numeric-owner) ;;
esac
(cd "$work" && find "$name" ! -type d | LC_ALL=C sort >names &&
    tar -c --format=ustar "${owner[@]}" -f - -T names) | gzip -n -9 >"$file.new"

# what was packed must run where it is unpacked
there="$work/unpacked elsewhere"
mkdir "$there"
tar -C "$there" -xzf "$file.new"
said=$(cd / && JAVA_HOME=$java_home VENTURI_CDS=off "$there/$name/venturi" --version)
[[ $said == *"build $(cat "$app/build-id")"* ]] || { echo "dist: the unpacked archive says: $said" >&2 && exit 1; }
(cd "$work" && JAVA_HOME=$java_home VENTURI_CDS=off "$there/$name/venturi" demo --patients 20 --days 60 >demo.log 2>&1) ||
    { cat "$work/demo.log" >&2 && echo "dist: the demo of the unpacked archive failed" >&2 && exit 1; }

mv -f "$file.new" "$file"
(cd "$root/dist" && for archive in *.tar.gz; do
    if command -v sha256sum >/dev/null; then sha256sum "$archive"; else shasum -a 256 "$archive"; fi
done >SHA256SUMS)
echo "dist/${file##*/}  $(($(wc -c <"$file") / 1024)) KiB"

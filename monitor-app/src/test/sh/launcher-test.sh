#!/bin/sh
# Tests of the launcher, whose path is $1, on a make-believe machine: a PATH of our own, JDKs and Maven that are
# small scripts, nothing installed or downloaded. Prints "ok - claim" or "not ok - claim: details" for each claim.
set -eu

launcher=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
unset JAVA_HOME TIDEMARK_OPTS TIDEMARK_YES TIDEMARK_TTY TIDEMARK_UNICODE LC_ALL LC_CTYPE LANG COLUMNS 2>/dev/null || true

# ---- the make-believe machine ------------------------------------------------------------------------

tools=$work/tools
mkdir -p "$tools"
for tool in sh env cat cksum dirname find grep head id ls mkdir mv readlink rm sed sleep touch uname; do
    for folder in /usr/bin /bin; do
        if [ -x "$folder/$tool" ]; then
            ln -s "$folder/$tool" "$tools/$tool"
            break
        fi
    done
done

# A program $1 with the shell text $2.
program() {
    mkdir -p "$(dirname "$1")"
    printf '#!/bin/sh\n%s\n' "$2" >"$1"
    chmod +x "$1"
}

# A JDK at $1 of version $2: java prints its arguments one per line, and makes class archives.
jdk() {
    # shellcheck disable=SC2016 # text of the program
    program "$1/bin/java" '
for argument in "$@"; do
    case $argument in -XX:ArchiveClassesAtExit=*) echo classes >"${argument#*=}"; exit 0 ;; esac
done
[ -z "${TIDEMARK_TTY-}" ] || echo "tty=$TIDEMARK_TTY"
echo "unicode=$TIDEMARK_UNICODE"
for argument in "$@"; do echo "<$argument>"; done
exit 5'
    program "$1/bin/javac" ':'
    printf 'IMPLEMENTOR="None"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
}

# A released installation at $1.
release() {
    mkdir -p "$1/lib"
    cp "$launcher" "$1/tidemark"
    echo jar >"$1/lib/tidemark.jar"
}

# A clone at $1 whose Maven, in folder $2, notes its arguments and makes the jar; it fails if the file "broken" is there.
clone() {
    mkdir -p "$1/monitor-app/src/main/java" "$1/monitor-app/src/assembly"
    cp "$launcher" "$1/tidemark"
    : >"$1/pom.xml"
    : >"$1/monitor-app/pom.xml"
    : >"$1/monitor-app/src/main/java/A.java"
    # shellcheck disable=SC2016 # text of the program
    program "$2/mvn" '
echo "$@" >>maven.calls
[ ! -f broken ] || { echo "[ERROR] A.java is broken"; exit 1; }
mkdir -p monitor-app/target/tidemark/lib
echo jar >monitor-app/target/tidemark/lib/tidemark.jar
echo "Tests run: 1"'
}

# ---- claims ------------------------------------------------------------------------------------------

# Runs a command without terminal; sets status and text (both streams).
run() {
    status=0
    text=$("$@" 2>&1 </dev/null) || status=$?
}

on() { env PATH="$path" TIDEMARK_JDKS="$jdks" HOME="$work" "$@"; }

claim() {
    if [ "$2" = yes ]; then
        echo "ok - $1"
    else
        echo "not ok - $1: exit $status, said: $(printf '%s' "$text" | tr '\n' '|')"
        failures=$((failures + 1))
    fi
}

exits() { [ "$status" = "$1" ] && echo yes || echo no; }

says() { case $text in *"$1"*) echo yes ;; *) echo no ;; esac; }

both() { [ "$1" = yes ] && [ "$2" = yes ] && echo yes || echo no; }

negated() { [ "$1" = yes ] && echo no || echo yes; }

path=$tools
jdks="$work/some jdks"
jdk "$jdks/one" 11.0.2
jdk "$jdks/two" 17.0.9
home="$work/a place/with spaces"
release "$home"
ln -s "$home/tidemark" "$work/link"
ln -s link "$work/second link"

cd "$work"
run on "./second link" audit "two words" '*' ''
claim "arguments arrive as they were given, through links and spaces" "$(says '<audit>
<two words>
<*>
<>')"
claim "the exit code is the program's" "$(exits 5)"
claim "the installation's place is passed on" "$(says "<-Dtidemark.home=$home>")"
claim "a JDK that is too old is passed over" "$(says "classes-17.0.9-")"
claim "a class archive is made and used" "$(says "<-XX:SharedArchiveFile=$home/.tidemark/classes-17.0.9-")"
claim "a long command is compiled fully" "$(negated "$(says TieredStopAtLevel)")"
claim "a pipe is no terminal" "$(negated "$(says tty=)")"
claim "no locale means ASCII" "$(says unicode=0)"

run on env LANG=de_DE.UTF-8 "$home/tidemark" --color never --log-file run explain
claim "a UTF-8 locale means more than ASCII" "$(says unicode=1)"
claim "a short command stops at the first compiler, whatever options come first" "$(says '<-XX:TieredStopAtLevel=1>')"

run on env TIDEMARK_OPTS='-Xmx3g -XX:+UseZGC' "$home/tidemark" run
claim "flags of the user come last and win" "$(says '<-Xmx3g>
<-XX:+UseZGC>')"
claim "a collector of the user replaces the launcher's" "$(negated "$(says ParallelGC)")"

run on "$home/tidemark" run
claim "a JDK before 24 does not get flags that it does not know" "$(negated "$(says unsafe-memory)")"
jdk "$work/later" 25
run on env JAVA_HOME="$work/later" "$home/tidemark" run
claim "JAVA_HOME is preferred, and a JDK from 24 on gets its flags" \
    "$(both "$(says classes-25-)" "$(says '<--sun-misc-unsafe-memory-access=allow>')")"

rm -rf "$home/.tidemark"
program "$work/cannot/bin/java" 'case "$*" in *ArchiveClasses*) exit 1 ;; esac; echo "<$*>"'
echo 'JAVA_VERSION="21"' >"$work/cannot/release"
run on env JAVA_HOME="$work/cannot" "$home/tidemark" rules
claim "without a class archive the program starts all the same" \
    "$(both "$(exits 0)" "$(negated "$(says SharedArchiveFile)")")"

run on "$home/tidemark" test
claim "an installation says that it has no tests" "$(both "$(exits 2)" "$(says pom.xml)")"

# ---- a machine without Java --------------------------------------------------------------------------

jdks=$work/none
run on "$home/tidemark" rules
claim "without Java and apt-get it says what to install" "$(both "$(exits 2)" "$(says 'fix: install a JDK 17')")"

path=$tools:$work/fedora
program "$work/fedora/dnf" ':'
run on "$home/tidemark" rules
claim "on a system with dnf it names the command" "$(says 'dnf install -y java-21-openjdk-devel maven')"

path=$work/mac:$tools
program "$work/mac/uname" 'echo Darwin'
run on "$home/tidemark" rules
claim "on macOS it names the command" "$(says 'fix: brew install openjdk maven')"

# shellcheck disable=SC2016 # text of the program
program "$work/debian/apt-get" 'echo "$@" >>'"'$work/apt.calls'"'
case $1 in install) mkdir -p '"'$work/installed' && mv '$work/later' '$work/installed/jdk'"' ;; esac'
program "$work/debian/apt-cache" ':'
program "$work/debian/id" 'echo 1000'
path=$work/debian:$tools
run on "$home/tidemark" rules
claim "a user without sudo gets the command" \
    "$(both "$(exits 2)" "$(says "fix: su -c 'apt-get update && apt-get install -y openjdk-17-jdk-headless maven'")")"
program "$work/debian/sudo" 'exit 1'
run on "$home/tidemark" rules
claim "a user whose sudo wants a password, without terminal, gets the command" \
    "$(both "$(says password)" "$(says 'fix: sudo apt-get update && sudo apt-get install')")"

program "$work/debian/id" 'echo 0'
jdks=$work/installed
run on "$home/tidemark" rules
claim "root without terminal gets a JDK and the program starts" "$(both "$(exits 5)" "$(says '<rules>')")"
text=$(cat "$work/apt.calls")
claim "the JDK is asked for by its package" "$(says openjdk-17-jdk-headless)"

# ---- a clone -----------------------------------------------------------------------------------------

jdks="$work/some jdks"
path=$work/maven:$tools
clone "$work/my clone" "$work/maven"
calls="$work/my clone/maven.calls"
calls_are() { [ "$(grep -c . "$calls")" = "$1" ] && echo yes || echo no; }

run on "$work/my clone/tidemark" rules
claim "a fresh clone is built, then the program starts" "$(both "$(says 'building with JDK 17.0.9')" "$(exits 5)")"
run on "$work/my clone/tidemark" rules
claim "what is built is not built again" "$(both "$(calls_are 1)" "$(negated "$(says building)")")"
touch -t 203001010000 "$work/my clone/monitor-app/src/main/java/A.java"
run on "$work/my clone/tidemark" rules
claim "a newer source is built" "$(calls_are 2)"

: >"$work/my clone/broken"
run on "$work/my clone/tidemark" rules
claim "a build that fails shows its errors and does not start the program" \
    "$(both "$(exits 70)" "$(says '[ERROR] A.java is broken')")"
run on "$work/my clone/tidemark" test
claim "tests that fail give Maven's exit code" "$(exits 1)"
rm "$work/my clone/broken"
run on "$work/my clone/tidemark" test -Dtest=A
claim "tests show the runner's own lines" "$(both "$(exits 0)" "$(says 'Tests run: 1')")"
text=$(cat "$calls")
claim "test runs the whole build, with what is added" "$(says '-B -ntp verify -Dtest=A')"

touch -t 202001010000 "$work/my clone/monitor-app/src/main/java/A.java"
rm "$work/my clone/monitor-app/target/tidemark/.built"
run on "$work/my clone/tidemark" test -pl monitor-stats
run on "$work/my clone/tidemark" rules
claim "a partial build does not pass for one of all" "$(says building)"
rm "$work/my clone/monitor-app/target/tidemark/.built"
run on "$work/my clone/tidemark" test
run on "$work/my clone/tidemark" rules
claim "after the whole build nothing is built again" "$(negated "$(says building)")"

run on "$work/my clone/tidemark" setup --yes
claim "setup says that all is ready" "$(both "$(exits 0)" "$(says ready)")"
run on "$work/my clone/tidemark" setup --fast
claim "setup refuses what it does not know" "$(exits 2)"

echo 999999999 >"$work/my clone/.tidemark/build.lock"
run on "$work/my clone/tidemark" setup
claim "the lock of a build that died is taken over" "$(exits 0)"

[ "$failures" = 0 ]

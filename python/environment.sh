#!/bin/sh
# The virtual environment under python/target/ in which the wheel is built and tested, with all that this needs
# from elsewhere. Spark is among it where Java is installed. What is there already is left.
set -eu
cd "$(dirname "$0")"
[ -x target/python/bin/pip ] || python3 -m venv target/python
groups="--group build --group test"
if command -v java >/dev/null; then groups="$groups --group spark"; else echo "no Java: Spark is not tested"; fi
pip="target/python/bin/pip --quiet --disable-pip-version-check"
# Groups of dependencies are known to pip since 25.1. Most modules are never imported: left uncompiled, they take
# half the time.
$pip install --no-compile 'pip>=25.1'
# shellcheck disable=SC2086
exec $pip install --no-compile $groups

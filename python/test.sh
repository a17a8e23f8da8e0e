#!/bin/sh
# Builds the wheel and tests it, in a virtual environment of its own under target/.
#   [HEDGEROW_BUILD="--profile dev"] sh python/test.sh [arguments of pytest]
# The options are maturin's for the build, `--release` unless they are set. Spark is tested where Java is installed.
set -eu
cd "$(dirname "$0")"
sh environment.sh
environment=target/python
rm -rf target/wheels
# shellcheck disable=SC2086
"$environment/bin/maturin" build ${HEDGEROW_BUILD:---release} --locked --quiet --strip --interpreter "$environment/bin/python" --out target/wheels
for wheel in target/wheels/*.whl; do wheel=$wheel; done
"$environment/bin/pip" --quiet --disable-pip-version-check install --force-reinstall --no-deps "$wheel"
exec "$environment/bin/python" -m pytest "$@"

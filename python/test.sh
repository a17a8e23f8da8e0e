#!/bin/sh
# Builds the wheel and tests it, in a virtual environment of its own under target/.
#   [HEDGEROW_PROFILE=quick] sh python/test.sh [arguments of pytest]
# The profile is that of the build, release unless it is set. Spark is tested where Java is installed.
set -eu
cd "$(dirname "$0")"
sh environment.sh
environment=target/python
rm -rf target/wheels
"$environment/bin/maturin" build --profile "${HEDGEROW_PROFILE:-release}" --locked --quiet --strip --interpreter "$environment/bin/python" --out target/wheels
for wheel in target/wheels/*.whl; do wheel=$wheel; done
"$environment/bin/pip" --quiet --disable-pip-version-check install --force-reinstall --no-deps "$wheel"
exec "$environment/bin/python" -m pytest "$@"

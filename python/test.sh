#!/bin/sh
# Builds the wheel and tests it, in a virtual environment of its own under target/.
#   [HEDGEROW_PROFILE=dev] sh python/test.sh [arguments of pytest]
# The profile is that of the build, release unless it is set. Spark is tested where Java is installed.
set -eu
cd "$(dirname "$0")"
environment=target/python
python3 -m venv "$environment"
rm -rf target/wheels
pip="$environment/bin/pip --quiet --disable-pip-version-check"
$pip install 'maturin>=1.9,<2'
"$environment/bin/maturin" build --profile "${HEDGEROW_PROFILE:-release}" --locked --quiet --strip --interpreter "$environment/bin/python" --out target/wheels
extras=test
if command -v java >/dev/null; then extras=test,spark; else echo "no Java: Spark is not tested"; fi
for wheel in target/wheels/*.whl; do wheel=$wheel; done
$pip install --force-reinstall --no-deps "$wheel"
$pip install "$wheel[$extras]"
exec "$environment/bin/python" -m pytest "$@"

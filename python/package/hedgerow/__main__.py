"""The command: ``python -m hedgerow`` is ``hedgerow``."""

import sys

from hedgerow import _native


def main() -> None:
    """Runs the command with the arguments of the process."""
    sys.stdout.flush()
    sys.exit(_native.main(sys.argv[1:]))


if __name__ == "__main__":
    main()

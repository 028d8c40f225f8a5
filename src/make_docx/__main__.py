"""Turns ``python -m make_docx``, and the installed command, into a run of the command line."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line with the collector of cycles out of the way.

    Almost nothing here is cyclic. Looking for it is a tenth of a large job, and of a small one too:
    most is in the libraries, while they are imported and once more when the process ends.
    """
    gc.set_threshold(200_000, 50, 100)
    try:
        from make_docx import cli

        cli.main()
    except KeyboardInterrupt:  # before a command has begun
        from make_docx.errors import INTERRUPTED, ExitCode

        sys.stderr.write(f"{INTERRUPTED}\n")
        sys.exit(ExitCode.INTERRUPTED)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()

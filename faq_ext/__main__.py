"""Run the command line as ``python -m faq_ext``."""

import sys

from .cli import main

sys.exit(main())

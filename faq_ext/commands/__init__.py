"""What the commands of ``cli.py`` do; no build imports anything of it."""

"""A program with nothing but a help text: what any program of Python takes to print one."""

import argparse


def main() -> None:
    """Parse, and do nothing."""
    parser = argparse.ArgumentParser(description="Compare one article with others.")
    commands = parser.add_subparsers()
    for name in ("compare", "inspect", "report"):
        command = commands.add_parser(name)
        command.add_argument("--output", default="report", help="folder to write")
    parser.parse_args()


if __name__ == "__main__":
    main()

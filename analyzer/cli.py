"""The command line: parses, calls one function of `commands`, prints. Heavy modules are loaded only when needed."""

from __future__ import annotations

import argparse
import os
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module

from analyzer import __version__
from analyzer.errors import AnalyzerError

TYPE_CHECKING = False  # not from typing, which would take as long as the rest of the help
if TYPE_CHECKING:
    from typing import Any

_EXAMPLES = """examples:
  analyzer compare                                   the shipped article against the shipped coverage
  analyzer compare my_article.txt coverage/          your own; see reference_texts/README.md for headers
  analyzer compare my_article.txt rows.csv --columns text=Volltext outlet=Medium
  analyzer ingest exports/ pages.zip -o corpus.jsonl any mixture of files as one corpus, with an account of every item
  analyzer inspect coverage/                         what would be read, with encodings and reasons
  analyzer design my_article.txt coverage/           what these articles can bear, before anything is compared
  analyzer kwic "arrest warrant*" coverage/          every occurrence, in its sentence
  analyzer measure archive/ --jobs 2                 every article of an archive by itself, as Parquet files
  analyzer codebook check my_codebook.toml           what each pattern would catch

exit codes: 0 done, 1 unexpected error, 2 wrong usage, 3 unreadable input, 4 too few others, 5 --strict, 6 part missing,
7 workers lost
"""


_LONG = ("compare", "design", "measure")  # commands that tell how far they are
_KEPT = " What was read is in the cache: the same command goes on from there."
_SILENCE = 30.0  # seconds between two lines of a log


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; nothing is raised for anything a user can cause."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.verb is None:
        parser.print_help()
        return 0
    try:
        _print(_call(options), as_json=options.json)
        return 0
    except AnalyzerError as error:
        return _fail(error, as_json=options.json)
    except KeyboardInterrupt:
        kept = options.verb in _LONG and options.cache != ""
        print("Interrupted; no output was written." + _KEPT * kept, file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _crash(error, as_json=options.json)


def _call(options: argparse.Namespace) -> Any:
    command: Callable[..., Any] = getattr(import_module(f"analyzer.commands.{options.verb}"), options.verb)
    given = {k: v for k, v in vars(options).items() if k not in ("verb", "json", "quiet") and v is not None}
    if options.verb in (*_LONG, "ingest"):
        given["progress"] = _Progress(quiet=options.quiet or options.json)
    with warnings.catch_warnings():
        warnings.showwarning = _warn
        return command(**given)


def _warn(message: Warning | str, *_: Any, **__: Any) -> None:
    """A warning as people read it, without a line of code."""
    print(f"analyzer: {message}", file=sys.stderr)


class _Progress:
    """Tells on standard error what is being done.

    On a terminal it is one line that is overwritten; elsewhere, such as in the log of a server, a line now and then.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet, self._terminal = quiet, sys.stderr.isatty()
        self._told = time.monotonic()

    def __call__(self, step: str) -> None:
        if self._quiet:
            return
        if self._terminal:
            print(f"\r\x1b[K  {step} …" if step else "\r\x1b[K", end="", file=sys.stderr, flush=True)
        elif step and time.monotonic() - self._told > _SILENCE:
            self._told = time.monotonic()
            print(f"analyzer: {step}", file=sys.stderr, flush=True)


def _print(output: Any, *, as_json: bool) -> None:
    text = _json(output.data) if as_json else output.text
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    print(text.rstrip("\n"))


def _json(data: Any) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, indent=2)


def _fail(error: AnalyzerError, *, as_json: bool) -> int:
    if as_json:
        fields = {
            "code": error.exit_code,
            "message": error.what,
            "why": error.why,
            "fix": error.fix,
            "more": error.more,
        }
        print(_json({"error": fields}))
    else:
        print(f"analyzer: {error}", file=sys.stderr)
    return error.exit_code


def _crash(error: Exception, *, as_json: bool) -> int:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="analyzer-", suffix=".log", delete=False, encoding="utf-8") as log:
        log.write("".join(traceback.format_exception(error)))
    return _fail(
        AnalyzerError(
            f"Unexpected error: {type(error).__name__}: {error}.",
            why="This is a fault of the program, not of your input.",
            fix="Please report it with the log.",
            more=f"Log: {log.name}",
        ),
        as_json=as_json,
    )


def _pair(text: str) -> tuple[str, str]:
    field, sign, column = text.partition("=")
    if not sign or not field or not column:
        raise argparse.ArgumentTypeError(f"{text!r} is not FIELD=COLUMN, such as text=Volltext")
    return field, column


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="analyzer",
        description="How one news article differs from other coverage of the same event.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"analyzer {__version__}")
    parser.set_defaults(json=False, quiet=False)
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print one JSON object on standard output, nothing else")
    shared.add_argument("-q", "--quiet", action="store_true", help="no progress on standard error")
    shared.add_argument("--no-color", action="store_true", default=None, help=argparse.SUPPRESS)
    _add_compare(verbs.add_parser("compare", parents=[shared], help="compare one article with other coverage"))
    _add_input(verbs.add_parser("design", parents=[shared], help="what these articles can bear; run it before compare"))
    _add_ingest(verbs.add_parser("ingest", parents=[shared], help="make one corpus of any mixture of files"))
    inspect = verbs.add_parser("inspect", parents=[shared], help="show what is read, and what is not and why")
    inspect.add_argument("paths", nargs="+", metavar="PATH")
    inspect.add_argument("--columns", nargs="+", type=_pair, metavar="FIELD=COLUMN")
    inspect.add_argument("--outlets", metavar="FILE", help="CSV of domains or outlets with group and country")
    kwic = verbs.add_parser("kwic", parents=[shared], help="show every occurrence of a word or phrase")
    kwic.add_argument("term", metavar="TERM", help="words; * stands for any letters")
    kwic.add_argument("paths", nargs="*", metavar="PATH", help="the shipped texts when left out")
    kwic.add_argument("--width", type=int, metavar="N", help="characters on either side (60)")
    codebook = verbs.add_parser("codebook", parents=[shared], help="check or show a codebook")
    codebook.add_argument("action", choices=("check", "show"))
    codebook.add_argument("file", nargs="?", metavar="FILE", help="the shipped codebook when left out")
    report = verbs.add_parser("report", parents=[shared], help="make the report again from results.json")
    report.add_argument("results", metavar="RESULTS", help="results.json, or the folder that holds it")
    report.add_argument("-o", "--output", metavar="FILE", help="page to write (report.html beside the results)")
    measure = verbs.add_parser("measure", parents=[shared], help="measure every article of an archive, however large")
    measure.add_argument("paths", nargs="+", metavar="PATH", help="files and folders, read one after the other")
    measure.add_argument("-o", "--output", metavar="DIR", help="folder of Parquet files (analyzer-values)")
    _add_reading(measure)
    cache = verbs.add_parser("cache", parents=[shared], help="show or clear what was read and kept")
    cache.add_argument("action", choices=("show", "clear"))
    cache.add_argument("file", nargs="?", metavar="FILE", help="in your folder for caches when left out")
    verbs.add_parser("doctor", parents=[shared], help="versions, optional parts and shipped files")
    return parser


def _add_input(parser: argparse.ArgumentParser) -> None:
    """Which articles are compared, and how they are counted."""
    parser.add_argument("article", nargs="?", metavar="ARTICLE", help="the article under study; - reads standard input")
    parser.add_argument("others", nargs="*", metavar="COVERAGE", help="files, folders or patterns of other coverage")
    _add_reading(parser)
    parser.add_argument(
        "--voice", choices=("narrator", "all", "quoted", "paraphrased"), help="voice of the findings (narrator)"
    )
    parser.add_argument("--seed", type=int, metavar="N", help="start of every random number (20240902)")
    parser.add_argument("--keep-copies", action="store_true", default=None, help="count identical texts each time")
    parser.add_argument("--cache", metavar="FILE", help="file that keeps what was read (in your folder for caches)")
    parser.add_argument("--no-cache", dest="cache", action="store_const", const="", help="keep nothing that was read")
    parser.add_argument("--strict", action="store_true", default=None, help="anything skipped is an error (code 5)")
    parser.add_argument("--allow-small", action="store_true", default=None, help="compare with fewer than 3 others")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """How articles are read and coded, and who does it."""
    parser.add_argument(
        "--config", metavar="FILE", help="settings and inputs from analyzer.toml or an earlier run.toml"
    )
    parser.add_argument("--codebook", metavar="FILE", help="frames, axes, actors, speakers (the shipped codebook)")
    parser.add_argument("--columns", nargs="+", type=_pair, metavar="FIELD=COLUMN", help="columns of tables")
    parser.add_argument("--outlets", metavar="FILE", help="CSV of domains or outlets with group and country")
    parser.add_argument("--language", metavar="CODE", help="take articles in this language (en); '' keeps all")
    parser.add_argument("--since", metavar="DATE", help="leave out what was published before, YYYY-MM-DD")
    parser.add_argument("--until", metavar="DATE", help="leave out what was published after, YYYY-MM-DD")
    parser.add_argument(
        "--speech", choices=("attributed", "marked"), help="units by attributions, or by quotation marks alone"
    )
    parser.add_argument("--scope", choices=("dictionary", "key"), help="longest match over all frames, or within each")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes that read (0: one a core if there is much)")
    parser.add_argument("--cluster", metavar="ADDRESS", help="Dask scheduler whose workers read, tcp://host:8786")


def _add_compare(parser: argparse.ArgumentParser) -> None:
    """What is made of them, and where it goes."""
    _add_input(parser)
    parser.add_argument("-o", "--output", metavar="DIR", help="output folder (analyzer-report)")
    parser.add_argument("--force", action="store_true", help="write into a folder that holds other things")
    parser.add_argument("--open", dest="show", action="store_true", help="open the report in a browser")
    parser.add_argument("--topics", type=int, metavar="K", help="number of free topics (0: chosen by stability)")
    parser.add_argument("--bootstrap", type=int, metavar="N", help="replicates within an article (2000)")
    parser.add_argument("--background", metavar="FILE", help="frequency of terms in other texts, for keyness")
    parser.add_argument("--permutations", type=int, metavar="N", help="times that labels are dealt out anew (9999)")
    parser.add_argument(
        "--strata", choices=("language", "day"), help="what articles that change places share (nothing)"
    )
    parser.add_argument("--evidence", type=int, metavar="N", help="sentences shown for each frame (5; 0 shows all)")
    parser.add_argument("--no-text", dest="keep_text", action="store_false", default=None, help="write no article text")


def _add_ingest(parser: argparse.ArgumentParser) -> None:
    """What is read, what is fetched, and where it goes."""
    add = parser.add_argument
    add("sources", nargs="*", metavar="SOURCE", help="files, folders, patterns, archives, exports; - standard input")
    add("-o", "--output", metavar="OUT", help="NAME.jsonl, NAME.parquet or a folder of text files (corpus.jsonl)")
    add("--columns", nargs="+", type=_pair, metavar="FIELD=COLUMN", help="columns of tables")
    add("--outlets", metavar="FILE", help="CSV of domains or outlets with group and country")
    add("--headlines", action="store_true", help="make articles of titles where a list has no texts")
    add("--clean", action="store_true", help="move datelines, bylines and invitations out of the text")
    add("--force", action="store_true", help="write over an earlier corpus")
    add("--strict", action="store_true", help="anything skipped is an error (code 5), and no corpus is written")
    fetch = parser.add_argument_group("fetching, which is never done without --fetch")
    fetch.add_argument("--fetch", dest="urls", nargs="+", metavar="URL", help="pages, or files that list them")
    fetch.add_argument("--pages", metavar="DIR", help="folder that keeps what was fetched (OUT.pages)")
    fetch.add_argument("--contact", metavar="WHO", help="mail address or page, told to every server")
    fetch.add_argument("--delay", type=float, metavar="SECONDS", help="between two requests to one host (2)")
    fetch.add_argument("--allow-private", action="store_true", help="fetch from this machine and the local network too")

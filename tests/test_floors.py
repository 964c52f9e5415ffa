from __future__ import annotations

import ast
from pathlib import Path

import analyzer

ROOT = Path(analyzer.__file__).parent
# Each floor may import from those before it, and from itself.
FLOORS = [
    {"errors", "shipped", "fingerprint", "memory", "progress", "spreadsheet", "strings"},
    {"settings"},
    {"article"},
    {"corpus"},
    {"readers", "text", "codebook"},
    {"engines", "cache", "fetching"},
    {"features"},
    {"measures", "lint"},
    {"inference"},
    {"sensitivity"},
    {"gather", "counting", "evidence", "warn", "background", "many"},
    {"tables", "design"},
    {"archive", "comparison", "intake"},
    {"coding", "charts", "results", "manifest", "names"},
    {"plots"},
    {"report"},
    {"export"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
HEIGHT = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
# What a floor must never need.
BANNED = {
    "readers": {"pandas", "sklearn", "matplotlib"},
    "text": {"pandas", "sklearn", "matplotlib", "nltk"},
    "measures": {"matplotlib", "analyzer.readers", "analyzer.inference", "jinja2"},
    "charts": {"sklearn", "scipy", "analyzer.features", "analyzer.measures", "analyzer.readers", "analyzer.comparison"},
    "report": {"sklearn", "scipy"},
}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> list[str]:
    """Modules that a file imports anywhere but under TYPE_CHECKING."""
    tree = ast.parse(path.read_text("utf-8"))
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found: list[str] = []
    for node in ast.walk(tree):
        if id(node) in guarded:
            continue
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "analyzer" else [node.module]
            )
    return found


def files() -> list[Path]:
    return [
        path
        for path in sorted(ROOT.rglob("*.py"))
        if path != ROOT / "__init__.py" and "reference_texts" not in path.parts
    ]


def test_every_file_has_a_floor():
    """No module stands outside the house."""
    assert {room(path) for path in files()} <= set(HEIGHT)


def test_imports_never_climb():
    """Each floor imports only from those before it; a room on the same floor is another room."""
    wrong = []
    for path in files():
        for name in imports(path):
            parts = name.split(".")
            if parts[0] != "analyzer" or len(parts) < 2 or parts[1] not in HEIGHT or parts[1] == room(path):
                continue
            if HEIGHT[parts[1]] >= HEIGHT[room(path)]:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_bans_hold():
    """Readers know no pandas, measures no inference and no charts, charts know tables only."""
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files()
        for name in imports(path)
        for ban in BANNED.get(room(path), ())
        if name == ban or name.startswith(ban + ".")
    ]
    assert wrong == []


def test_measures_do_not_import_each_other():
    """A measure stands alone: it imports only what begins with an underscore from its own folder."""
    wrong = []
    for path in sorted((ROOT / "measures").glob("[a-z]*.py")):
        for name in imports(path):
            parts = name.split(".")
            if parts[:2] == ["analyzer", "measures"] and len(parts) > 2 and not parts[2].startswith("_"):
                wrong.append(f"{path.name} imports {name}")
    assert wrong == []


def test_no_import_cycle():
    """Following imports never leads back to where one started."""
    names = {
        path: ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in files()
    }
    known = set(names.values())
    edges = {names[path]: {name for name in imports(path) if name in known and name != names[path]} for path in files()}
    done: set[str] = set()

    def walk(at: str, path: tuple[str, ...]) -> None:
        assert at not in path, " -> ".join((*path, at))
        if at not in done:
            for following in sorted(edges.get(at, ())):
                walk(following, (*path, at))
            done.add(at)

    for start in sorted(edges):
        walk(start, ())


def test_functions_are_short_and_files_too():
    """No function has more than 60 lines, no file more than 300."""
    wrong = []
    for path in files():
        text = path.read_text("utf-8")
        if text.count("\n") > 300:
            wrong.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
        wrong += [
            f"{path.relative_to(ROOT)}: {node.name}"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 60
        ]
    assert wrong == []


def test_only_the_command_line_prints():
    """No module but cli.py calls print."""
    wrong = [
        str(path.relative_to(ROOT))
        for path in files()
        if path.name != "cli.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert wrong == []

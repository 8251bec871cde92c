# SPDX-License-Identifier: MIT
"""Runs the tests of the page in Chromium, and says how many passed. A test is a function of a module test_*.py whose name
begins with test_; it gets a page that is connected, in the Mixer, and the stage. Any word on the command line chooses
those whose names have it. Exit code 77 where there is no browser or no JACK."""

import importlib
import shutil
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


def missing():
    for program in ("chromium", "jackd", "jack_lsp"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "the Python package playwright is not installed"
    return None


def main():
    reason = missing()
    if reason:
        print(f"panel: {reason}")
        return 77
    from house import House

    words = sys.argv[1:]
    tests = []
    for path in sorted(HERE.glob("test_*.py")):
        module = importlib.import_module(path.stem)
        tests += [(name, function) for name, function in vars(module).items()
                  if name.startswith("test_") and callable(function)]
    tests = [test for test in tests if not words or any(word in test[0] for word in words)]
    passed = failed = 0
    began = time.monotonic()
    with House() as house:
        for name, function in tests:
            title = name.removeprefix("test_").replace("_", " ")
            start = time.monotonic()
            try:
                house.run(function)
                passed += 1
                print(f"  ok   {title} ({time.monotonic() - start:.1f} s)", flush=True)
            except Exception:  # noqa: BLE001 a test may fail in any way
                failed += 1
                print(f"  FAIL {title}\n{traceback.format_exc()}", flush=True)
    print(f"panel: {time.monotonic() - began:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())

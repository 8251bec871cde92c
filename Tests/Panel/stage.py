# SPDX-License-Identifier: MIT
"""A JACK server of its own, a wavesink with a panel, and a browser: what the tests of the page play on."""

import os
import re
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def until(condition, what, seconds=10.0):
    """Waits until something holds, and gives it; a test fails where it does not."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"after {seconds:g} s still not: {what}")
        time.sleep(0.01)


class Stage:
    """Everything that runs beside the browser."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="wavesink-panel-"))
        self.name = f"panel-{os.getpid()}"
        self.environment = os.environ | {
            "JACK_DEFAULT_SERVER": self.name,
            "JACK_NO_START_SERVER": "1",
            "JACK_NO_AUDIO_RESERVATION": "1",
            "XDG_RUNTIME_DIR": str(self.folder),
            "XDG_DATA_HOME": str(self.folder / "data"),
        }
        # The recorder lives in this process.
        os.environ.update({name: self.environment[name] for name in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER")})
        self.rack = self.folder / "session.yaml"
        self.rack.write_text("wavesink-rack: 1\ngroups: [{}, {}]\n")
        self.port = free_port()
        self.jack = None
        self.wavesink = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/"

    @property
    def program(self):
        return os.environ.get("WAVESINK", str(ROOT / ".build/debug/wavesink"))

    def begin(self):
        self.jack = subprocess.Popen(
            ["jackd", "--name", self.name, "--no-realtime", "-d", "dummy", "--rate", "48000", "--period", "256"],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self.has_jack, "the JACK server runs")
        self.start_wavesink()

    def has_jack(self):
        asked = subprocess.run(["jack_lsp"], env=self.environment, capture_output=True, check=False)
        return asked.returncode == 0

    def start_wavesink(self):
        """Begins it, and waits for the link that it prints."""
        self.wavesink = subprocess.Popen(
            [self.program, "run", "--panel", "--panel-port", str(self.port), "--no-effects", "--name", "wavesink",
             "--rack", str(self.rack)],
            env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = b""
        end = time.monotonic() + 20
        while re.search(rb"http://\S+", said) is None:
            ready, _, _ = select.select([self.wavesink.stdout], [], [], max(0, end - time.monotonic()))
            more = os.read(self.wavesink.stdout.fileno(), 4096) if ready else b""
            if not more:
                raise AssertionError(f"wavesink printed no link: {said.decode(errors='replace')}")
            said += more

    def kill_wavesink(self):
        self.wavesink.send_signal(signal.SIGKILL)
        self.wavesink.wait()
        self.wavesink.stdout.close()

    def small_bank(self):
        """A bank of one organ, made of the built-in one."""
        path = self.folder / "one-organ.dls"
        if not path.exists():
            bank = ROOT / "Presets/Banks/wavesink-gm.dls"
            subprocess.run([self.program, "convert", str(bank), str(path), "--program", "19"],
                           check=True, capture_output=True)
        return path

    def end(self):
        for process in (self.wavesink, self.jack):
            if process and process.poll() is None:
                process.terminate()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

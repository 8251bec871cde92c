# SPDX-License-Identifier: MIT
"""Hears what leaves wavesink: a JACK client that records into memory."""

import array
import ctypes
import math

from stage import until

RATE = 48000
PORT_IS_INPUT = 1
USE_EXACT_NAME = 2
NO_START_SERVER = 1
AUDIO = b"32 bit float mono audio"


class Ear:
    """Records the left output from the moment on when it is asked to listen."""

    def __init__(self):
        self.jack = jack = ctypes.CDLL("libjack.so.0")
        jack.jack_client_open.restype = ctypes.c_void_p
        jack.jack_client_open.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
        jack.jack_port_register.restype = ctypes.c_void_p
        jack.jack_port_register.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_ulong]
        jack.jack_port_get_buffer.restype = ctypes.c_void_p
        jack.jack_port_get_buffer.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        jack.jack_connect.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p]
        for name in ("jack_activate", "jack_deactivate", "jack_client_close"):
            getattr(jack, name).argtypes = [ctypes.c_void_p]
        self.client = jack.jack_client_open(b"ear", NO_START_SERVER | USE_EXACT_NAME, None)
        assert self.client, "no JACK server for the ear"
        self.port = jack.jack_port_register(self.client, b"in", AUDIO, PORT_IS_INPUT, 0)
        self.heard = bytearray()
        # Kept: C calls it for as long as the client is active.
        self.callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_uint32, ctypes.c_void_p)(self._process)
        jack.jack_set_process_callback.argtypes = [ctypes.c_void_p, type(self.callback), ctypes.c_void_p]
        jack.jack_set_process_callback(self.client, self.callback, None)
        assert jack.jack_activate(self.client) == 0
        self.connect()

    def connect(self):
        until(lambda: self.jack.jack_connect(self.client, b"wavesink:out_1", b"ear:in") in (0, 17), "the ear is connected")

    def _process(self, frames, _):
        buffer = self.jack.jack_port_get_buffer(self.port, frames)
        self.heard += ctypes.string_at(buffer, 4 * frames)
        return 0

    def level(self, seconds=0.25):
        """dB of what is heard from now on for so long; minus infinity for silence."""
        start = len(self.heard)
        count = 4 * int(RATE * seconds)
        until(lambda: len(self.heard) >= start + count, "sound is recorded")
        samples = array.array("f", bytes(self.heard[start:start + count]))
        power = sum(sample * sample for sample in samples) / len(samples)
        return 10 * math.log10(power) if power > 0 else -math.inf

    def close(self):
        self.jack.jack_deactivate(self.client)
        self.jack.jack_client_close(self.client)

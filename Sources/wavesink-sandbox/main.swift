// SPDX-License-Identifier: MIT
// wavesink-sandbox: hosts plug-ins and synthesizers for a client, which starts it. Main thread.

import AudioFile
import Sandbox
import Synthesis

/// As the client decodes the samples of SoundFonts.
let decoder: SampleDecoder = { bytes, frameLimit in
  try CompressedSample.decode(bytes, frameLimit: frameLimit).samples
}

SandboxHost.run(decoder: decoder)

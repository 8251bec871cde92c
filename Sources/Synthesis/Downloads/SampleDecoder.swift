// SPDX-License-Identifier: MIT
// How compressed samples become sound. Downloader thread and its workers.

public import DLS

/// Decodes one compressed sample of a SoundFont, a whole Vorbis or FLAC file, to its first channel. `frameLimit`: more
/// frames than this are an error, for a few bytes may stand for hours of silence. Called from several threads at a time.
public typealias SampleDecoder = @Sendable (_ bytes: [UInt8], _ frameLimit: Int) throws -> WaveSamples

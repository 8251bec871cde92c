// SPDX-License-Identifier: MIT
// The same samples give the same bytes. Test thread.

import AudioFile
import Testing

struct ReproducibleTests {
  let folder = TemporaryFolder()

  @Test(arguments: ["wav", "flac", "ogg", "raw"])
  func `the same samples give the same bytes`(_ kind: String) throws {
    let samples = Signal.sines(frameCount: 30_000, channelCount: 2)
    try writeFile(folder / "a.\(kind)", samples, channelCount: 2)
    try writeFile(folder / "b.\(kind)", samples, channelCount: 2)
    #expect(folder.bytes("a.\(kind)").count > 5_000)
    #expect(folder.bytes("a.\(kind)") == folder.bytes("b.\(kind)"))
  }

  @Test func `a WAV file holds no time stamp`() throws {
    try writeFile(folder / "a.wav", [0.5])
    let bytes = folder.bytes("a.wav")
    #expect(bytes.starts(with: Array("RIFF".utf8)), "below 4 GiB it is plain WAV")
    for chunk in ["PEAK", "bext", "LIST"] {
      let word = Array(chunk.utf8)
      let isThere = bytes.indices.dropLast(3).contains { bytes[$0..<$0 + 4].elementsEqual(word) }
      #expect(!isThere, "\(chunk)")
    }
  }

  @Test func `an Ogg file is one stream with serial number 0`() throws {
    try writeFile(folder / "a.ogg", Signal.sines(frameCount: 30_000, channelCount: 1))
    let bytes = folder.bytes("a.ogg")
    let pages = bytes.indices.dropLast(26).filter { bytes[$0..<$0 + 4].elementsEqual(Array("OggS".utf8)) }
    #expect(pages.count >= 3)
    for page in pages { #expect(bytes[page + 14..<page + 18].allSatisfy { $0 == 0 }) }
  }
}

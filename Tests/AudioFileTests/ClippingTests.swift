// SPDX-License-Identifier: MIT
// What does not fit is clipped and counted, and never wraps round. Test thread.

import AudioFile
import Testing

struct ClippingTests {
  let folder = TemporaryFolder()

  @Test func `samples beyond full scale are clipped and counted`() throws {
    let loud: [Float] = [1, -1, 1.5, -1.5, 1e30, -.infinity, .nan, 0.25]
    let summary = try writeFile(folder / "a.raw", loud, as: .s16)
    #expect(summary.clippedSampleCount == 6, "all but -1 and 0.25")
    let top: [UInt8] = [0xFF, 0x7F]
    let bottom: [UInt8] = [0, 0x80]
    #expect(folder.bytes("a.raw") == top + bottom + top + bottom + top + bottom + [0, 0] + [0, 0x20])
  }

  @Test func `halves round to the even neighbour`() throws {
    let halves: [Float] = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5].map { $0 * 0x1p-15 }
    try writeFile(folder / "a.raw", halves, as: .s16)
    #expect(folder.bytes("a.raw") == [0, 0, 2, 0, 2, 0, 0, 0, 0xFE, 0xFF, 0xFE, 0xFF])
  }

  @Test func `the Vorbis encoder survives what is no number`() throws {
    let samples = (0..<9_000).map { $0 % 3 == 0 ? Float.nan : $0 % 3 == 1 ? 1e38 : 0.1 }
    #expect(try writeFile(folder / "a.ogg", samples).clippedSampleCount == 6_000)
    #expect(try AudioFileReader.read(path: folder / "a.ogg").frameCount == 9_000)
  }
}

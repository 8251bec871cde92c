// SPDX-License-Identifier: MIT
// A file appears when it is complete, and not before. Test thread.

import AudioFile
import Glibc
import Testing

struct AtomicityTests {
  let folder = TemporaryFolder()

  @Test func `the old file stays until the new one is complete`() throws {
    folder.write([1, 2, 3], to: "a.raw")
    let format = try AudioFileFormat(path: folder / "a.raw")
    let writer = try AudioFileWriter.create(path: folder / "a.raw", format: format, rate: Signal.rate, channelCount: 1)
    try writer.write(interleaved: [Float](repeating: 0.5, count: 100).span)
    #expect(folder.bytes("a.raw") == [1, 2, 3])
    _ = try writer.finish()
    #expect(folder.names == ["a.raw"])
    #expect(folder.bytes("a.raw").count == 400)
  }

  @Test func `a writer that is given up leaves nothing`() throws {
    var writer: AudioFileWriter? = try AudioFileWriter.create(
      path: folder / "a.wav", format: AudioFileFormat(path: "a.wav"), rate: Signal.rate, channelCount: 1)
    try writer?.write(interleaved: [0.5].span)
    #expect(folder.names.count == 1)
    writer = nil
    #expect(folder.names.isEmpty)
  }

  @Test func `two writers of one file do not disturb each other`() throws {
    let format = try AudioFileFormat(path: "a.raw")
    let writers = try (1...2).map { _ in
      try AudioFileWriter.create(path: folder / "a.raw", format: format, rate: Signal.rate, channelCount: 1)
    }
    for (index, writer) in writers.enumerated() {
      try writer.write(interleaved: [Float](repeating: 0, count: index + 1).span)
    }
    for (index, writer) in writers.enumerated() {
      _ = try writer.finish()
      #expect(folder.bytes("a.raw").count == 4 * (index + 1))
    }
    #expect(folder.names == ["a.raw"])
  }

  @Test func `a link keeps leading to the file`() throws {
    folder.write([], to: "real.wav")
    try #require(unsafe symlink("real.wav", folder / "link.wav") == 0)
    try writeFile(folder / "link.wav", [0.5])
    #expect(folder.names == ["link.wav", "real.wav"])
    #expect(try AudioFileReader.read(path: folder / "real.wav").channels == [[0.5]])
  }

  @Test func `a pipe takes raw samples`() throws {
    try #require(unsafe mkfifo(folder / "pipe", 0o600) == 0)
    let reader = unsafe open(folder / "pipe", O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try writeFile(folder / "pipe", [0.25, -0.25], as: .s16, namedLike: "-")
    var bytes = [UInt8](repeating: 0, count: 16)
    #expect(unsafe read(reader, &bytes, bytes.count) == 4)
    #expect(bytes.prefix(4) == [0, 0x20, 0, 0xE0])
  }
}

// SPDX-License-Identifier: MIT
// Files as bytes, and what is no such file. Any thread.

import DLS
import Testing

@Suite struct FileBytesTests {
  @Test func `a device without an end is refused`() {
    #expect(throws: FileBytes.Failure.tooLarge(limit: 3 << 20)) { try FileBytes.read("/dev/zero", limit: 3 << 20) }
    let failure = FileBytes.Failure.tooLarge(limit: FileBytes.byteLimit)
    #expect(failure.description == "is too large: expected at most 2048 MiB")
  }

  @Test func `a file may have as many bytes as the limit says and no more`() throws {
    let size = try FileBytes.read(#filePath).count
    #expect(size > 0)
    #expect(try FileBytes.read(#filePath, limit: size).count == size)
    #expect(throws: FileBytes.Failure.tooLarge(limit: size - 1)) { try FileBytes.read(#filePath, limit: size - 1) }
    #expect(try FileBytes.read("/dev/null").isEmpty)
  }

  @Test func `what is no file says why`() {
    #expect(throws: FileBytes.Failure.isDirectory) { try FileBytes.read("/") }
    #expect(throws: FileBytes.Failure.cannotOpen(reason: "No such file or directory")) { try FileBytes.read("/none") }
  }
}

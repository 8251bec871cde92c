// SPDX-License-Identifier: MIT
// The tool's own bank as files, for as long as they are needed. Control thread.

import DLS
import Glibc
import Realtime

/// A folder with `impulse.dls` and `impulse.sf2`, which goes with this value.
final class BankFolder {
  private let path: String

  /// For synths that run at `rate`. Thread: control.
  init(rate: SampleRate) throws(LatencyError) {
    var template = Array("/tmp/wavesink-latency-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw BankFolder.failure("/tmp") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do { try BankFolder.write(ImpulseBank.dls(rate: rate), to: dls) } catch { throw BankFolder.failure(dls) }
    do { try BankFolder.write(ImpulseBank.soundFont(rate: rate), to: soundFont) } catch {
      throw BankFolder.failure(soundFont)
    }
  }

  deinit {
    unsafe unlink(dls)
    unsafe unlink(soundFont)
    unsafe rmdir(path)
  }

  var dls: String { path + "/impulse.dls" }
  var soundFont: String { path + "/impulse.sf2" }

  /// A command with the paths in it.
  func filled(_ command: String) -> String {
    var text = command
    for (mark, path) in [("{dls}", dls), ("{sf2}", soundFont)] {
      text = BankFolder.replacing(mark, in: text, with: path)
    }
    return text
  }

  private static func replacing(_ mark: String, in text: String, with path: String) -> String {
    text.split(separator: mark, omittingEmptySubsequences: false).joined(separator: path)
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(LatencyError) {
    guard let file = unsafe fopen(path, "wx") else { throw failure(path) }
    let count = unsafe fwrite(bytes, 1, bytes.count, file)
    guard unsafe fclose(file) == 0, count == bytes.count else { throw failure(path) }
  }

  private static func failure(_ path: String) -> LatencyError {
    .notStarted(command: path, reason: "cannot be written: \(unsafe String(cString: strerror(errno)))")
  }
}

// SPDX-License-Identifier: MIT
// The tool's own bank and other texts as files, for as long as they are needed. Control thread.

import DLS
import Glibc
import Realtime

/// A folder with `impulse.dls`, `impulse.sf2` and what else a command needs, which goes with this value.
final class BankFolder {
  private let path: String
  /// Paths by the names that stand for them in a command.
  private var paths: [String: String] = [:]

  /// For synths that run at `rate`; `texts` by the names of their files. Thread: control.
  init(rate: SampleRate, texts: [String: String] = [:]) throws(LatencyError) {
    var template = Array("/tmp/wavesink-latency-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw BankFolder.failure("/tmp") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let soundFont = path + "/impulse.sf2"
    paths = ["dls": path + "/impulse.dls", "sf2": soundFont]
    do { try BankFolder.write(ImpulseBank.dls(rate: rate), to: dls) } catch { throw BankFolder.failure(dls) }
    do { try BankFolder.write(ImpulseBank.soundFont(rate: rate), to: soundFont) } catch {
      throw BankFolder.failure(soundFont)
    }
    for (name, text) in texts {
      paths[name] = path + "/" + name
      try BankFolder.write(Array(text.utf8), to: path + "/" + name)
    }
  }

  deinit {
    for path in paths.values { unsafe unlink(path) }
    unsafe rmdir(path)
  }

  var dls: String { path + "/impulse.dls" }

  /// A command with the paths in it, where their names stand in braces.
  func filled(_ command: String) -> String {
    paths.reduce(command) { BankFolder.replacing("{\($1.key)}", in: $0, with: $1.value) }
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

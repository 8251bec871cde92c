// SPDX-License-Identifier: MIT
// Measures for a page. Control threads.

internal import Glibc
internal import Synchronization

/// Runs `wavesink latency` as a process of its own, one at a time.
///
/// What is measured is another Wavesink on the same JACK server, which the tool starts, connected to nothing but the tool: the
/// server, its period and its load are those of the moment, and what plays is not touched. Notes sent to the one that plays
/// would be heard.
final class LatencyTool: Sendable {
  /// Ten seconds of notes, and what is around them.
  private static let limitSeconds = 60
  private static let arguments = ["latency", "--notes", "200", "--warm-up", "20"]
  private static let pictureLimitBytes = 4 << 20
  static let explanation = """
    Measured with a second Wavesink on the same JACK server, connected to nothing but the measurement: \
    what plays was not touched.
    """

  private let program: String
  private let present = Mutex<LatencyProcess?>(nil)
  private let isBusy = Mutex(false)

  /// `program`: the path of wavesink.
  init(program: String) { self.program = program }

  /// Measures; `svg` and `text` as JSON.
  func measure() async throws -> String {
    let isFree = isBusy.withLock { isBusy in
      defer { isBusy = true }
      return !isBusy
    }
    guard isFree else { throw Refusal(409, "A measurement is running already.") }
    defer { isBusy.withLock { $0 = false } }
    let folder = try LatencyTool.temporaryFolder()
    let (picture, output, errors) = ("\(folder)/picture.svg", "\(folder)/output", "\(folder)/errors")
    defer {
      for path in [picture, output, errors] { unsafe unlink(path) }
      unsafe rmdir(folder)
    }
    let process = try LatencyProcess(
      [program] + LatencyTool.arguments + ["--svg", picture], output: output, errors: errors)
    present.withLock { $0 = process }
    defer {
      present.withLock { $0 = nil }
      process.end()
    }
    let status = try await LatencyTool.wait(for: process)
    func text(_ path: String) -> String {
      String(decoding: FileBytes.read(path, limitBytes: LatencyTool.pictureLimitBytes) ?? [], as: UTF8.self)
    }
    guard status == 0 else {
      let last = text(errors).split(whereSeparator: \.isNewline).last.map(String.init)
      throw Refusal(500, last ?? "The measurement has ended with status \(status).")
    }
    let words = LatencyTool.explanation + "\n\n" + text(output)
    return "{\"svg\":\(JSONText.string(text(picture))),\"text\":\(JSONText.string(words))}"
  }

  private static func temporaryFolder() throws(Refusal) -> String {
    var path = Array("/tmp/wavesink-panel-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&path) != nil else { throw Refusal(507, "No folder can be made in /tmp.") }
    return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func wait(for process: LatencyProcess) async throws -> Int32 {
    let deadline = ContinuousClock.now + .seconds(limitSeconds)
    while true {
      if let status = process.exitStatus { return status }
      guard ContinuousClock.now < deadline else {
        throw Refusal(500, "The measurement has not ended within \(limitSeconds) seconds.")
      }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Ends the measurement that runs: the program ends.
  func stop() { present.withLock { $0 }?.end() }
}

// SPDX-License-Identifier: MIT
// What plug-ins write for people. Any thread, the audio thread included.

import CLilv
import Glibc

/// Lines of plug-ins on their way to a control thread: through a pipe that is never waited for, because a plug-in may write on any of its
/// threads. What does not fit is lost, and so are lines of the audio thread where the pipe is full.
@safe public final class PluginLog: @unchecked Sendable {
  // Safe because a pipe may be written and read by any threads, and the target does not change.
  private var ends: [Int32] = [-1, -1]
  let target: UnsafeMutablePointer<lv2_log_target>

  /// Thread: control.
  public init() {
    unsafe target = .allocate(capacity: 1)
    if unsafe pipe(&ends) != 0 { ends = [-1, -1] }
    for end in ends where end >= 0 {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    let owner = unsafe UnsafeMutableRawPointer(bitPattern: Int(ends[1]) + 1)
    unsafe target.initialize(to: lv2_log_target(owner: owner, write: lv2WriteLog))
  }

  deinit {
    for end in ends where end >= 0 { close(end) }
    unsafe target.deallocate()
  }

  /// The lines that have come since the last call. Thread: control, one at a time.
  public func takeLines() -> [String] {
    var bytes = [UInt8](repeating: 0, count: 4096)
    var text: [UInt8] = []
    while true {
      let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(ends[0], $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      text += bytes.prefix(count)
    }
    return text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The end of what a plug-in logs. Thread: any. `owner`: the pipe's number and 1.
@c func lv2WriteLog(_ owner: UnsafeMutableRawPointer?, _ type: UInt32, _ text: UnsafePointer<CChar>?) {
  guard let text = unsafe text else { return }
  let pipe = Int32(truncatingIfNeeded: Int(bitPattern: owner) - 1)
  let length = unsafe strlen(text)
  guard length > 0, pipe >= 0 else { return }
  _ = unsafe write(pipe, text, length)
  if unsafe text[length - 1] != CChar(bitPattern: UInt8(ascii: "\n")) { _ = unsafe write(pipe, "\n", 1) }
}

// SPDX-License-Identifier: MIT
// What a sandbox hosts, as its main thread has it. Main thread of the sandbox.

import SandboxProtocol

/// A guest of a sandbox.
protocol HostedGuest: AnyObject {
  /// As the kernel counts it.
  var threadNumber: Int32 { get }
  /// As LV2 writes it; nil where there is none.
  var stateText: String? { get }
  /// What it has written for people since the last call.
  func takeLog() -> [String]
  /// What there is to be said of it since the last call.
  func takeNotices() -> [String]
  /// It makes no sound any more, and goes.
  func leave()
}

/// Why a guest is not taken.
struct GuestRefusal: Error {
  /// A sentence.
  let sentence: String

  /// Both sides must be of one make.
  static func check(version: UInt32) throws(GuestRefusal) {
    guard version != SandboxLayout.version else { return }
    throw GuestRefusal(
      sentence: "the sandbox is of another version (\(SandboxLayout.version)) than the client (\(version))")
  }

  /// The memory that came with a guest, where it is as large as both sides have computed.
  static func memory(
    _ layout: SandboxLayout, byteCount: Int, _ file: OpenFile?
  ) throws(GuestRefusal) -> SandboxMemory {
    guard layout.byteCount == byteCount, let file, let memory = SandboxMemory(mapping: file, layout) else {
      throw GuestRefusal(
        sentence: "the plug-in has other ports in the sandbox than in the client: was it replaced?")
    }
    return memory
  }
}

// SPDX-License-Identifier: MIT
// What a client and a sandbox tell each other beside the audio, over a socket. Control threads.

/// What the client wants. The guests of a sandbox have numbers, which no other guest of it has had.
public enum SandboxOrder: Codable, Sendable, Equatable {
  /// The first: folders with plug-ins that it may read beside those that are installed, and bytes that the samples of a synthesizer may take.
  case begin(bundles: [String], sampleByteLimit: Int)
  /// A plug-in, and how; with the memory of its sound.
  case plugin(guest: Int, SandboxPlugin)
  /// A synthesizer, and how; with the memory of its sound. Its banks follow, and then `play`.
  case synthesizer(guest: Int, SandboxSynthesizer)
  /// A bank for a synthesizer; with its file.
  case bank(guest: Int, SandboxBank)
  /// A bank goes, by its number.
  case unload(guest: Int, bank: Int)
  /// A synthesizer has the banks that it is to begin with.
  case play(guest: Int)
  /// The state of a plug-in, please.
  case state(guest: Int)
  /// A property of a plug-in, by its URI, is to be this text.
  case text(guest: Int, property: String, String)
  /// A guest leaves.
  case leave(guest: Int)
}

/// What the sandbox answers.
public enum SandboxAnswer: Codable, Sendable, Equatable {
  /// It runs; the number of its audio thread, and what protection it has.
  case ready(guest: Int, thread: Int32, protection: SandboxProtection)
  /// It does not, and why.
  case refused(guest: Int, String)
  /// The state, as LV2 writes it; nil where it has none.
  case state(guest: Int, String?)
  /// What the plug-in has written for people.
  case log(guest: Int, [String])
  /// What the sandbox itself has to say of a guest, a sentence each.
  case notices(guest: Int, [String])

  /// Whom it is about. Thread: any.
  public var guest: Int {
    switch self {
    case .ready(let guest, _, _), .refused(let guest, _), .state(let guest, _), .log(let guest, _),
      .notices(let guest, _):
      guest
    }
  }
}

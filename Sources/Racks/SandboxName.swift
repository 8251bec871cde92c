// SPDX-License-Identifier: MIT
// What sandboxes are called that several share. Any thread.

/// The name of a sandbox.
public enum SandboxName {
  /// Whether a text can be one: as the name of a bus. Thread: any.
  public static func isName(_ text: String) -> Bool { StripName.isBus(text) }

  /// What may stand for one, for messages.
  public static let expected = "the name of a sandbox: a letter and up to 31 letters, digits, - and _"
}

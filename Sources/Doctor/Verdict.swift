// SPDX-License-Identifier: MIT
// How a finding is judged. Control thread.

/// What a finding means for sound without gaps.
public enum Verdict: String, CaseIterable, Encodable, Sendable {
  /// As it should be.
  case good
  /// It plays, and gaps are likelier than they need be.
  case attention
  /// It does not play, or not without gaps.
  case bad
}

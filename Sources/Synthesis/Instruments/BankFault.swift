// SPDX-License-Identifier: MIT
// Why a bank that could be read cannot be compiled. Any thread but audio.

internal import DLS

/// Why a bank cannot be made to play.
enum BankFault: Error, CustomStringConvertible {
  /// There is not so much memory.
  case noMemory(byteCount: Int)
  /// All samples together may have no more.
  case overLimit(SampleMemory.Usage)
  /// The regions ask for far more sample memory than the file has sound: each loop of a wave is stored apart.
  case tooManyLoops(byteCount: Int)
  /// Presets times instruments make more regions than a file of its size may ask for.
  case tooManyRegions(count: Int, limit: Int)
  /// The file could not be read to its end.
  case unreadable(FileBytes.Failure)
  /// Nobody wants it any more.
  case cancelled

  var description: String {
    switch self {
    case .noMemory(let count): "there is no memory for its \(count >> 20) MB of samples"
    case .overLimit(let usage):
      "its samples do not fit: \(usage.allowed >> 20) MB of sample memory are allowed, and \(usage.used >> 20) MB are in use"
    case .tooManyLoops(let count):
      "its regions use the same waves with so many loops that they would take \(count >> 20) MB"
    case .tooManyRegions(let count, let limit):
      "its presets and instruments multiply to \(count) regions (expected \(limit) at most)"
    case .unreadable(let failure): failure.description
    case .cancelled: "was cancelled"
    }
  }
}

// SPDX-License-Identifier: MIT
// The identifier of a collection, instrument or wave. Any thread but audio.

/// `dlid`: a GUID; equal identifiers mean equal content.
public struct DLSID: Sendable, Hashable {
  /// The 16 bytes in file order.
  public var bytes: [UInt8]
  /// `bytes`: 16, in file order. Thread: any.
  public init(bytes: [UInt8]) {
    precondition(bytes.count == 16, "a DLSID has 16 bytes")
    self.bytes = bytes
  }
}

extension DLSID: CustomStringConvertible {
  /// The usual notation: five groups of hexadecimal digits. Thread: any.
  public var description: String { Record(bytes[...], 0..<16).guid(0).description }
}

// SPDX-License-Identifier: MIT
// Numbers for URIs, the same for all plug-ins of the process. Any thread but audio: LV2 forbids to ask in run.

import CLilv
import Glibc
import Synchronization

/// The feature `urid:map` and its way back.
enum URIDMap {
  /// URIs by their number less 1, as C strings that live as long as the process.
  @safe private struct Table: ~Copyable, @unchecked Sendable {
    // Safe because a text is never freed or changed.
    var numbers: [String: UInt32] = [:]
    var texts: [UnsafeMutablePointer<CChar>] = unsafe []
  }

  private static let table = Mutex(Table())

  /// The number of a URI, from 1. Thread: any but audio.
  static func number(of uri: String) -> UInt32 {
    table.withLock { table in
      if let known = table.numbers[uri] { return known }
      guard let text = unsafe strdup(uri) else { return 0 }
      unsafe table.texts.append(text)
      let number = UInt32(unsafe table.texts.count)
      table.numbers[uri] = number
      return number
    }
  }

  /// The URI of a number; nil where it has none. Thread: any but audio.
  static func text(of number: UInt32) -> UnsafePointer<CChar>? {
    unsafe table.withLock { table in
      guard number >= 1, unsafe Int(number) <= table.texts.count else { return nil }
      return unsafe UnsafePointer(table.texts[Int(number) - 1])
    }
  }
}

extension URIDMap {
  /// The number that a value of a state is; nil for what is none. Thread: any but audio.
  static func number(_ value: UnsafeRawPointer, _ byteCount: UInt32, _ type: UInt32) -> Float? {
    switch type {
    case number(of: LV2URI.atom + "Float") where byteCount == 4: unsafe value.loadUnaligned(as: Float.self)
    case number(of: LV2URI.atom + "Double") where byteCount == 8: unsafe Float(value.loadUnaligned(as: Double.self))
    case number(of: LV2URI.atom + "Int") where byteCount == 4, number(of: LV2URI.atom + "Bool") where byteCount == 4:
      unsafe Float(value.loadUnaligned(as: Int32.self))
    case number(of: LV2URI.atom + "Long") where byteCount == 8: unsafe Float(value.loadUnaligned(as: Int64.self))
    default: nil
    }
  }
}

/// The C function of `urid:map`. Thread: any but audio.
@c func lv2MapURI(_ handle: UnsafeMutableRawPointer?, _ uri: UnsafePointer<CChar>?) -> UInt32 {
  guard let uri = unsafe uri else { return 0 }
  return URIDMap.number(of: unsafe String(cString: uri))
}

/// The C function of `urid:unmap`. Thread: any but audio.
@c func lv2UnmapURI(_ handle: UnsafeMutableRawPointer?, _ number: UInt32) -> UnsafePointer<CChar>? {
  unsafe URIDMap.text(of: number)
}

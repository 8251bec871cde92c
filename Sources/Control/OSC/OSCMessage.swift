// SPDX-License-Identifier: MIT
// An OSC message, and its bytes. Any thread but audio.

internal import CLo
internal import Glibc

/// One message: where to, and what.
public struct OSCMessage: Sendable, Equatable {
  /// Begins with a slash.
  public var path: String
  /// Any number.
  public var arguments: [OSCValue]

  /// Thread: any.
  public init(_ path: String, _ arguments: OSCValue...) {
    self.init(path, arguments)
  }

  /// Thread: any.
  public init(_ path: String, _ arguments: [OSCValue]) {
    (self.path, self.arguments) = (path, arguments)
  }

  /// The letters of the arguments' types.
  public var types: String { String(arguments.map(\.letter)) }

  /// As it is sent. Thread: any but audio.
  public var bytes: [UInt8] {
    guard let message = unsafe lo_message_new() else { return [] }
    defer { unsafe lo_message_free(message) }
    for argument in arguments { unsafe argument.append(to: message) }
    var count = 0
    guard let data = unsafe lo_message_serialise(message, path, nil, &count) else { return [] }
    defer { unsafe free(data) }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: data, count: count))
  }

  /// The message that `bytes` are; `offset`: where they stand in their packet.
  init(_ bytes: ArraySlice<UInt8>, offset: Int) throws(OSCError) {
    guard bytes.first == UInt8(ascii: "/"), let end = bytes.firstIndex(of: 0) else { throw .noMessage(offset: offset) }
    path = String(decoding: bytes[..<end], as: UTF8.self)
    arguments = []
    var copy = Array(bytes)
    var status: Int32 = 0
    let message = unsafe copy.withUnsafeMutableBytes {
      unsafe lo_message_deserialise($0.baseAddress, $0.count, &status)
    }
    guard let message = unsafe message else { throw .damaged(offset: offset, code: Int(status)) }
    defer { unsafe lo_message_free(message) }
    let count = Int(unsafe lo_message_get_argc(message))
    guard count > 0, let types = unsafe lo_message_get_types(message), let values = unsafe lo_message_get_argv(message)
    else { return }
    for index in 0..<count {
      guard let value = unsafe OSCValue(letter: types[index], values[index]) else {
        throw .damaged(offset: offset, code: index)
      }
      arguments.append(value)
    }
  }
}

extension OSCValue {
  fileprivate func append(to message: lo_message) {
    switch self {
    case .int32(let value): unsafe lo_message_add_int32(message, value)
    case .int64(let value): unsafe lo_message_add_int64(message, value)
    case .float(let value): unsafe lo_message_add_float(message, value)
    case .double(let value): unsafe lo_message_add_double(message, value)
    case .string(let value): unsafe lo_message_add_string(message, value)
    case .symbol(let value): unsafe lo_message_add_symbol(message, value)
    case .character(let value): unsafe lo_message_add_char(message, CChar(bitPattern: value))
    case .blob(let value): unsafe OSCValue.append(blob: value, to: message)
    case .midi(let value):
      var four = (value + [0, 0, 0, 0]).prefix(4).map(\.self)
      unsafe lo_message_add_midi(message, &four)
    case .time(let value): unsafe lo_message_add_timetag(message, lo_timetag(sec: value.seconds, frac: value.fraction))
    case .bool(true): unsafe lo_message_add_true(message)
    case .bool(false): unsafe lo_message_add_false(message)
    case .nil: unsafe lo_message_add_nil(message)
    case .infinitum: unsafe lo_message_add_infinitum(message)
    }
  }

  private static func append(blob bytes: [UInt8], to message: lo_message) {
    guard let blob = unsafe bytes.withUnsafeBytes({ unsafe lo_blob_new(Int32($0.count), $0.baseAddress) }) else {
      return
    }
    unsafe lo_message_add_blob(message, blob)
    unsafe lo_blob_free(blob)
  }

  /// A value of liblo's, in the machine's own byte order; nil for a type that OSC does not have.
  fileprivate init?(letter: CChar, _ value: UnsafeMutablePointer<lo_arg>?) {
    switch UInt8(bitPattern: letter) {
    case UInt8(ascii: "T"): self = .bool(true)
    case UInt8(ascii: "F"): self = .bool(false)
    case UInt8(ascii: "N"): self = .nil
    case UInt8(ascii: "I"): self = .infinitum
    default:
      guard let value = unsafe value else { return nil }
      unsafe self.init(letter: letter, at: UnsafeRawPointer(value))
    }
  }

  private init?(letter: CChar, at bytes: UnsafeRawPointer) {
    switch UInt8(bitPattern: letter) {
    case UInt8(ascii: "i"): self = unsafe .int32(bytes.loadUnaligned(as: Int32.self))
    case UInt8(ascii: "h"): self = unsafe .int64(bytes.loadUnaligned(as: Int64.self))
    case UInt8(ascii: "f"): self = unsafe .float(bytes.loadUnaligned(as: Float.self))
    case UInt8(ascii: "d"): self = unsafe .double(bytes.loadUnaligned(as: Double.self))
    case UInt8(ascii: "s"): self = unsafe .string(String(cString: bytes.assumingMemoryBound(to: CChar.self)))
    case UInt8(ascii: "S"): self = unsafe .symbol(String(cString: bytes.assumingMemoryBound(to: CChar.self)))
    case UInt8(ascii: "c"): self = unsafe .character(UInt8(truncatingIfNeeded: bytes.loadUnaligned(as: UInt32.self)))
    case UInt8(ascii: "m"): self = unsafe .midi([UInt8](UnsafeRawBufferPointer(start: bytes, count: 4)))
    case UInt8(ascii: "b"):
      let count = unsafe Int(max(0, bytes.loadUnaligned(as: Int32.self)))
      self = unsafe .blob([UInt8](UnsafeRawBufferPointer(start: bytes + 4, count: count)))
    case UInt8(ascii: "t"):
      let seconds = unsafe bytes.loadUnaligned(as: UInt32.self)
      self = unsafe .time(OSCTime(seconds: seconds, fraction: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
    default: return nil
    }
  }
}

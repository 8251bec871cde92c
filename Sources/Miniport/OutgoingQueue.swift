// SPDX-License-Identifier: MIT
// Messages on their way to a MIDI output. Audio thread; made in `OutgoingQueue+Setup.swift`.

import CRealtime
public import Realtime

/// Whole messages in the order in which they leave, with their bytes: what a full MIDI buffer does not take stays here.
@safe public struct OutgoingQueue: ~Copyable {
  // Safe because the pointers cover `capacity` entries and `byteCapacity` bytes for the life of the queue, and an entry between
  // `first` and `last` lies within the bytes.
  let entries: UnsafeMutablePointer<Entry>
  let bytes: UnsafeMutableRawPointer
  let capacity: Int
  let byteCapacity: Int
  /// Numbers of the first message that waits and of the one after the last; their places are these modulo the capacity.
  private var first = 0
  private var last = 0
  /// Where the bytes of the next message begin, if they fit before the end.
  private var end = 0
  /// Of the message that was put in last.
  private(set) var lastTime = FrameTime(.min)

  /// Where a message lies.
  struct Entry: BitwiseCopyable {
    var frames: Int64
    var start: Int
    var length: Int
  }

  deinit {
    unsafe entries.deallocate()
    unsafe bytes.deallocate()
  }

  /// Messages that wait. Thread: audio.
  public var count: Int { @_noLocks @_noAllocation get { last &- first } }

  /// Puts a message behind the others, its bytes copied; false, and nothing has changed, where there is no room for it. `isEnd`:
  /// it ends notes, and may take the last places. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func append(_ message: UnsafeRawBufferPointer, time: FrameTime, isEnd: Bool) -> Bool {
    guard let source = message.baseAddress, count < capacity - (isEnd ? 0 : capacity / 16) else { return false }
    guard let start = room(for: message.count, isEnd: isEnd) else { return false }
    unsafe rt_copy(bytes + start, source, UInt64(message.count))
    unsafe entries[last & (capacity - 1)] = Entry(frames: time.frames, start: start, length: message.count)
    last &+= 1
    lastTime = time
    end = start &+ message.count
    return true
  }

  /// The message that leaves first; nil when there is none. Thread: audio.
  @_noLocks @_noAllocation
  public func next() -> OutgoingMessage? {
    guard count > 0 else { return nil }
    let entry = unsafe entries[first & (capacity - 1)]
    return unsafe OutgoingMessage(
      time: FrameTime(entry.frames), bytes: UnsafeRawBufferPointer(start: bytes + entry.start, count: entry.length))
  }

  /// Takes it away. Thread: audio.
  @_noLocks @_noAllocation
  public mutating func removeNext() {
    guard count > 0 else { return }
    first &+= 1
    if count == 0 { end = 0 }
  }

  /// Where so many bytes fit in one piece; nil where they do not. The bytes that wait lie in one piece, or in two: from somewhere to
  /// the end of the last message before the bound, and from 0 on. Thread: audio.
  @_noLocks @_noAllocation
  private func room(for length: Int, isEnd: Bool) -> Int? {
    // Whatever else waits, what ends notes has some bytes of its own.
    let reserve = isEnd ? 0 : byteCapacity / 16
    guard count > 0 else { return length <= byteCapacity - reserve ? 0 : nil }
    let begin = unsafe entries[first & (capacity - 1)].start
    if end <= begin { return end &+ length &+ reserve <= begin ? end : nil }
    if end &+ length &+ reserve <= byteCapacity { return end }
    return length &+ reserve <= begin ? 0 : nil
  }
}

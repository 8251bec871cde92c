// SPDX-License-Identifier: MIT
// A short sound as a file of its own, as SoundFont 3 keeps samples. One thread.

import CSndFile

/// How a sample is compressed.
enum Compression {
  case vorbis, flac

  fileprivate var format: Int32 {
    self == .vorbis ? Int32(SF_FORMAT_OGG | SF_FORMAT_VORBIS) : Int32(SF_FORMAT_FLAC | SF_FORMAT_PCM_16)
  }
}

/// What libsndfile writes, in memory.
private final class Memory {
  var bytes: [UInt8] = []
  var position = 0

  func write(_ from: UnsafeRawBufferPointer) {
    if bytes.count < position + from.count {
      bytes += [UInt8](repeating: 0, count: position + from.count - bytes.count)
    }
    bytes.replaceSubrange(position..<position + from.count, with: from)
    position += from.count
  }

  func seek(_ offset: Int, _ whence: Int32) -> Int {
    position = whence == 0 ? offset : (whence == 1 ? position : bytes.count) + offset
    return position
  }

  static func of(_ pointer: UnsafeMutableRawPointer?) -> Memory {
    Unmanaged<Memory>.fromOpaque(pointer!).takeUnretainedValue()
  }
}

/// 400 frames of a triangle. Ogg's serial number, which libsndfile draws from the clock, is 0.
func compressedSample(_ compression: Compression) -> [UInt8] {
  let memory = Memory()
  var io = SF_VIRTUAL_IO(
    get_filelen: { sf_count_t(Memory.of($0).bytes.count) }, seek: { sf_count_t(Memory.of($2).seek(Int($0), $1)) },
    read: { _, _, _ in 0 },
    write: { from, count, memory in
      Memory.of(memory).write(UnsafeRawBufferPointer(start: from, count: Int(count)))
      return count
    }, tell: { sf_count_t(Memory.of($0).position) })
  var info = SF_INFO(frames: 0, samplerate: 22_050, channels: 1, format: compression.format, sections: 0, seekable: 0)
  let file = sf_open_virtual(&io, Int32(SFM_WRITE), &info, Unmanaged.passUnretained(memory).toOpaque())
  precondition(file != nil, "libsndfile does not write this format")
  var quality = 0.0
  sf_command(file, Int32(SFC_SET_VBR_ENCODING_QUALITY), &quality, 8)
  let frames = (0..<400).map { Int16(abs($0 % 40 - 20) * 1200 - 12_000) }
  sf_write_short(file, frames, sf_count_t(frames.count))
  sf_close(file)
  return compression == .vorbis ? withoutSerialNumber(memory.bytes) : memory.bytes
}

private func withoutSerialNumber(_ file: [UInt8]) -> [UInt8] {
  var bytes = file
  var start = 0
  while let length = OggPages.length(of: bytes[start...]) {
    for index in start + 14..<start + 18 { bytes[index] = 0 }
    for index in start + 22..<start + 26 { bytes[index] = 0 }
    bytes.replaceSubrange(start + 22..<start + 26, with: u32(Int(OggPages.checksum(bytes[start..<start + length]))))
    start += length
  }
  return bytes
}

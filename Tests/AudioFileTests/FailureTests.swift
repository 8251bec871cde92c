// SPDX-License-Identifier: MIT
// What cannot be written or read gets a sentence, and nothing is left behind. Test thread.

import AudioFile
import Glibc
import Realtime
import Testing

struct FailureTests {
  let folder = TemporaryFolder()

  @Test func `an unknown extension is named`() {
    let error = #expect(throws: AudioFileError.self) { try AudioFileFormat(path: "songs.d/out.mp3") }
    #expect(error?.description == "songs.d/out.mp3: unknown kind of audio file (expected .wav, .flac, .ogg or .raw)")
    #expect(throws: AudioFileError.self) { try AudioFileFormat(path: "takes.wav/out") }
  }

  @Test func `samples that the container does not hold are named`() {
    let flac = #expect(throws: AudioFileError.self) { try AudioFileFormat(path: "a.flac", sampleFormat: .float) }
    #expect(flac?.description == "a.flac: FLAC holds no float samples (expected s24 or s16)")
    let ogg = #expect(throws: AudioFileError.self) { try AudioFileFormat(path: "a.ogg", sampleFormat: .s16) }
    #expect(ogg?.description == "a.ogg: Ogg Vorbis has no sample format to choose (found s16)")
  }

  @Test func `too many channels are refused before a file is made`() throws {
    let path = folder / "a.flac"
    let format = try AudioFileFormat(path: path)
    let error = #expect(throws: AudioFileError.self) {
      try AudioFileWriter.create(path: path, format: format, rate: Signal.rate, channelCount: 9)
    }
    #expect(error?.sentence == "FLAC does not take 9 channels at 48000 Hz")
    #expect(folder.names.isEmpty)
  }

  @Test func `a folder that is not there is a sentence`() throws {
    let error = #expect(throws: AudioFileError.self) { try writeFile(folder / "missing/a.wav", [0]) }
    #expect(error?.description == "\(folder / "missing/a.wav"): cannot create: No such file or directory")
    let ours = #expect(throws: AudioFileError.self) { try writeFile(folder.path, [0], namedLike: "a.wav") }
    #expect(ours?.sentence == "cannot create: Is a directory")
  }

  @Test func `a folder that may not be written is a sentence`() async {
    // In a process of its own, which gives up the superuser's rights if it has them.
    await #expect(processExitsWith: .success) {
      let folder = TemporaryFolder()
      unsafe chmod(folder.path, 0o555)
      if geteuid() == 0 { try #require(seteuid(65_534) == 0) }
      let error = #expect(throws: AudioFileError.self) { try writeFile(folder / "a.wav", [0]) }
      #expect(error?.sentence == "cannot create: Permission denied")
      seteuid(getuid())
    }
  }

  @Test(arguments: ["a.wav", "a.flac", "a.ogg", "a.raw"])
  func `a full device is a sentence`(_ name: String) {
    let samples = Signal.sines(frameCount: 50_000, channelCount: 1)
    let error = #expect(throws: AudioFileError.self) { try writeFile("/dev/full", samples, namedLike: name) }
    #expect(error?.sentence.hasSuffix(": No space left on device") == true)
  }

  @Test(arguments: ["wav", "flac", "ogg", "raw"])
  func `a device takes a file directly`(_ kind: String) throws {
    let summary = try writeFile("/dev/null", [Float](repeating: 0.1, count: 5_000), namedLike: "a.\(kind)")
    #expect(summary.frameCount == 5_000)
  }

  @Test func `a disk that fills up leaves the old file and nothing else`() async {
    // In a process of its own, for the limit on the size of files holds for a whole process.
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      let folder = TemporaryFolder()
      folder.write([1, 2, 3], to: "a.wav")
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      let samples = Signal.sines(frameCount: 50_000, channelCount: 1)
      let error = #expect(throws: AudioFileError.self) { try writeFile(folder / "a.wav", samples) }
      #expect(error?.reason == .system(.write, errno: EFBIG))
      #expect(folder.names == ["a.wav"])
      #expect(folder.bytes("a.wav") == [1, 2, 3])
    }
  }

  @Test func `what is no audio file is a sentence`() {
    folder.write(Array("MThd, a song".utf8), to: "song.mid")
    let error = #expect(throws: AudioFileError.self) { try AudioFileReader.read(path: folder / "song.mid") }
    #expect(error?.sentence.hasPrefix("cannot open: ") == true)
    let missing = #expect(throws: AudioFileError.self) { try AudioFileReader.read(path: folder / "none.wav") }
    #expect(missing?.sentence == "cannot open: No such file or directory")
  }

  @Test func `a file that is cut off gives what is there`() throws {
    try writeFile(folder / "a.wav", [Float](repeating: 0.5, count: 10_000), as: .s16)
    folder.write(folder.bytes("a.wav").dropLast(10_000), to: "cut.wav")
    let contents = try AudioFileReader.read(path: folder / "cut.wav")
    #expect(contents.channels == [[Float](repeating: 0.5, count: 5_000)])
  }
}

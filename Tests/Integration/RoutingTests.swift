// SPDX-License-Identifier: MIT
// MIDI outputs and routes of the real program. The test's thread.

import CJack
import Control
import Foundation
import Testing

@Suite(.serialized) struct RoutingTests {
  /// A client of two groups, the second of which is a MIDI output that is listened to.
  private struct Line {
    let controlled: ControlledStage
    let source: SourceProbe
    let listener: ListenerProbe

    init(period: Int = 256, bank: StepBank.Kind = .step) throws {
      controlled = try ControlledStage(period: period, bank: bank)
      #expect(try controlled.ctl("groups", "2").status == 0)
      #expect(try controlled.ctl("miniport", "2", "uart").status == 0)
      #expect(try controlled.ctl("miniport", "2").output == "uart\n")
      source = try SourceProbe(on: controlled.stage.server)
      listener = try ListenerProbe(on: controlled.stage.server)
      #expect(listener.connect("wavesink:midi_out_2", "listener:in"))
      let source = source
      #expect(waitUntil(seconds: 2) { source.cycleStart != nil })
      usleep(50_000)
      _ = listener.take()
    }

    /// Sends messages so many frames after the first; the counter at each.
    func send(_ messages: [(bytes: [UInt8], offset: Int)]) -> [UInt32] {
      let first = (source.cycleStart ?? 0) &+ UInt32(4800 + 3 * source.period)
      return messages.map { message in
        let frame = first &+ UInt32(message.offset)
        source.send(message.bytes, at: frame)
        return frame
      }
    }
  }

  /// What is heard of messages, and the counter at each: again where a busy server lost the time at which some of them were due.
  private static func exchange(
    _ line: Line, _ messages: [(bytes: [UInt8], offset: Int)], expecting count: Int
  ) -> (heard: [HeardMessage], frames: [UInt32], isExact: Bool) {
    var found: (heard: [HeardMessage], frames: [UInt32], isExact: Bool) = ([], [], false)
    for _ in 0..<4 where !found.isExact {
      _ = line.listener.take()
      let missed = line.source.missed
      let frames = line.send(messages)
      let heard = line.listener.take(count)
      found = (heard, frames, heard.count == count && line.source.missed == missed)
    }
    return found
  }

  private static let messages: [(bytes: [UInt8], offset: Int)] = [
    ([0x90, 60, 127], 0), ([0xB0, 7, 90], 1), ([0xF0, 1, 2, 3, 0xF7], 255), ([0xC0, 5], 256), ([0xF8], 700),
    ([0x80, 60, 0], 701),
  ]

  @Test(arguments: [64, 256])
  func `messages of a group that is a MIDI output leave at their frames, in order and whole`(period: Int) throws {
    let line = try Line(period: period)
    #expect(line.source.connect("source:out", "wavesink:midi_in_2"))
    let (heard, frames, isExact) = Self.exchange(line, Self.messages, expecting: Self.messages.count)
    let (came, sent) = (heard.map(\.bytes), Self.messages.map(\.bytes))
    #expect(came == sent)
    #expect(isExact && heard.map(\.frame) == frames)
    let counters = try line.controlled.report().counters
    #expect(counters["messagesSent"] ?? 0 >= UInt64(Self.messages.count))
  }

  @Test
  func `a route sends a channel to another one of another miniport at the same frame, and its own group plays too`()
    throws
  {
    let line = try Line()
    #expect(line.source.connect("source:out", Stage.input))
    #expect(try line.controlled.ctl("thru", "1:1", "1:1", "2:5").status == 0)
    #expect(try line.controlled.ctl("thru").output == "1:1  1:1 2:5\n")
    let copies: [[UInt8]] = [[0x94, 60, 127], [0xB4, 7, 90], [0xC4, 5], [0x84, 60, 0]]
    for attempt in 1...4 {
      let sink = try SinkProbe("sink\(attempt)", on: line.controlled.stage.server)
      #expect(sink.connect(Stage.outputs.left, "sink\(attempt):left"))
      #expect(waitUntil(seconds: 2) { sink.cycleStart != 0 })
      let (heard, frames, isExact) = Self.exchange(line, Self.messages, expecting: copies.count)
      #expect(heard.map(\.bytes) == copies)
      let recording = sink.recording()
      // A server that loses time loses the onset too.
      if recording.gaps > 0 || recording.xruns > 0, attempt < 4 { continue }
      #expect(isExact && heard.map(\.frame) == [frames[0], frames[1], frames[3], frames[5]])
      return #expect(recording.onsets().last == frames[0])
    }
  }

  @Test func `what a full buffer does not take leaves with the next cycles, in order, and is counted`() throws {
    let line = try Line(period: 1024)
    #expect(line.source.connect("source:out", Stage.input))
    #expect(try line.controlled.run(["ctl", "thru", "1:1"] + (1...8).map { "2:\($0)" }).status == 0)
    let notes = (0..<400).map { ([0x90, UInt8($0 % 128), UInt8(1 + $0 / 128)] as [UInt8], offset: 0) }
    let heard = Self.exchange(line, notes.map { (bytes: $0.0, offset: $0.offset) }, expecting: 3200).heard
    #expect(heard.count == 3200)
    let expected = notes.flatMap { note in (0..<8).map { [0x90 | UInt8($0), note.0[1], note.0[2]] as [UInt8] } }
    let isInOrder = heard.map(\.bytes) == expected
    #expect(isInOrder)
    let counters = try line.controlled.report().counters
    #expect(counters["messagesHeld"] ?? 0 > 0, "the buffer was large enough for all of them: nothing was shown")
    #expect(counters["eventsLost"] == 0)
  }

  @Test func `held notes of an output end when another miniport takes over, and its port goes`() throws {
    let line = try Line()
    #expect(line.source.connect("source:out", "wavesink:midi_in_2"))
    let played = Self.exchange(line, [([0x90, 60, 127], 0)], expecting: 1).heard
    #expect(played.map(\.bytes) == [[0x90, 60, 127]])
    #expect(try line.controlled.ctl("miniport", "2", "synthesizer").status == 0)
    let heard = line.listener.take(48)
    for channel in 0..<16 as Range<UInt8> {
      #expect(heard.contains { $0.bytes == [0xB0 | channel, 123, 0] })
    }
    #expect(!line.source.ports("^wavesink:").contains("wavesink:midi_out_2"))
    #expect(try line.controlled.ctl("miniport", "2", "trumpet").status == 64)
    #expect(try line.controlled.ctl("miniport", "3", "uart").status == 64)
    #expect(try line.controlled.ctl("thru", "1:17", "2").status == 64)
  }

  @Test func `held notes of an output end when the program does`() throws {
    let line = try Line()
    #expect(line.source.connect("source:out", "wavesink:midi_in_2"))
    let played = Self.exchange(line, [([0x93, 60, 127], 0)], expecting: 1).heard
    #expect(played.map(\.bytes) == [[0x93, 60, 127]])
    #expect(try line.controlled.ctl("quit").status == 0)
    #expect(line.listener.take(48).contains { $0.bytes == [0xB3, 123, 0] })
  }

  @Test func `a rack keeps outputs, routes and their connections, and loading it twice changes nothing`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("rack-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let line = try Line()
    #expect(try line.controlled.ctl("thru", "1:3", "2:5", "1:3").status == 0)
    #expect(try line.controlled.ctl("thru", "1:system", "2").status == 0)
    usleep(700_000)
    #expect(try line.controlled.ctl("save", path).status == 0)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for words in ["miniport: uart", "from: \"1:3\"", "to: [\"2:5\", \"1:3\"]", "from: \"1:system\"", "midi_out_2"] {
      #expect(text.contains(words), "\(words) is not in \(text)")
    }
    #expect(try line.controlled.ctl("load", path).output == "it was like that already\n")
    #expect(try line.controlled.ctl("miniport", "2", "synthesizer").status == 0)
    #expect(try line.controlled.ctl("thru", "1", "self").status == 0)
    #expect(try line.controlled.ctl("thru", "1:system", "self").status == 0)
    #expect(try line.controlled.ctl("load", path).status == 0)
    #expect(try line.controlled.ctl("miniport", "2").output == "uart\n")
    #expect(try line.controlled.ctl("thru").output == "1:3  2:5 1:3\n1:system  2\n")
    #expect(waitUntil(seconds: 2) { line.listener.connections(of: "listener:in") == ["wavesink:midi_out_2"] })
  }

  @Test func `outputs, routes and connections outlive the server`() throws {
    let line = try Line()
    let stage = line.controlled.stage
    #expect(try line.controlled.ctl("thru", "1:1", "2:5").status == 0)
    usleep(700_000)
    stage.server.crash()
    line.source.close()
    line.listener.close()
    #expect(stage.hears("the JACK server went away"))
    try stage.server.start()
    #expect(stage.hears("reconnected after "), "\(stage.program.errors)")
    let listener = try ListenerProbe(on: stage.server)
    let source = try SourceProbe(on: stage.server)
    #expect(waitUntil(seconds: 2) { listener.connections(of: "listener:in") == ["wavesink:midi_out_2"] })
    #expect(source.connect("source:out", Stage.input))
    #expect(waitUntil(seconds: 2) { source.cycleStart != nil })
    // A server that has just begun may lose the time in which the message was due.
    var heard: [HeardMessage] = []
    for _ in 0..<3 where heard.isEmpty {
      source.send([0x90, 60, 127], at: (source.cycleStart ?? 0) &+ 9600)
      heard = listener.take(1)
    }
    #expect(heard.first?.bytes == [0x94, 60, 127])
  }
}

// SPDX-License-Identifier: MIT
// The strokes of the drum kit, as the engine plays them. Test thread.

import Testing

@Suite struct DrumStrokeTests {
  /// Seconds within which the longest cymbal has ended.
  private static let limit = 5.0

  @Test(arguments: 35...81) func `a stroke sounds, ends by itself, and does so without a click`(key: Int) throws {
    let stroke = try EngineStage.shared().stroke(key: key, seconds: Self.limit)
    let note = try #require(stroke, "it still sounds after \(Self.limit) s, its key held")
    #expect(note.peak() > 0.05 && note.peak() < 1)
    let loudness = Loudness.decibels(note)
    #expect(loudness > -33 && loudness < -17, "\(loudness) dB")
    let last = try #require(note.left.indices.last { note.left[$0] != 0 || note.right[$0] != 0 })
    // The last millisecond is below −75 dB, and the step to silence below −110 dB.
    #expect(note.peak(from: max(0, last - 47)) < 0.00018)
    #expect(note.peak(from: last) < 0.000003)
  }

  @Test func `a stroke that is cut off has a click that is found`() throws {
    var note = try #require(try EngineStage.shared().stroke(key: 49, seconds: Self.limit))
    note.left.removeLast(note.left.count / 2)
    note.right.removeLast(note.right.count / 2)
    #expect(note.peak(from: note.left.count - 1) > 0.000003)
  }
}

// SPDX-License-Identifier: MIT
// The reference output that measurements rely on.

import AudioFile
import Foundation
import Testing

@Suite struct ReferenceLevelTests {
  @Test(arguments: ["linear", "cubic", "sinc"])
  func `a full-scale wave comes out 3 dB down on each side`(interpolation: String) throws {
    let place = try Workplace(song: TestSong.constant)
    _ = try place.render("--no-effects", "--gain", "0", "--interpolation", interpolation)
    let sound = try place.sound()
    try #require(sound.frameCount > 9120)
    for channel in sound.channels {
      let middle = channel[4800...9120]
      let decibels = middle.map { 20 * log10(Double($0) * 32_768 / 32_767) }
      #expect(try #require(decibels.min()) > -3.03)
      #expect(try #require(decibels.max()) < -2.99)
    }
  }

  @Test func `the default gain is 6 dB below the reference`() throws {
    let place = try Workplace(song: TestSong.constant)
    _ = try place.render("--no-effects")
    let level = try #require(place.sound().channels[0].dropFirst(4800).first)
    #expect(abs(20 * log10(level) + 9.01) < 0.02)
  }

  @Test func `silence is silent`() throws {
    let place = try Workplace(song: TestSong.song([TestSong.event(300, 0xB0, 7, 100)]))
    _ = try place.render("--no-effects", "--gain", "0")
    let sound = try place.sound()
    #expect(sound.frameCount == 14_400)
    #expect(sound.channels.joined().allSatisfy { $0 == 0 })
  }
}

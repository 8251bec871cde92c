// SPDX-License-Identifier: MIT
// When a sandbox is started anew, and when no more. Its clock is the test's.

import Glibc
import LV2
import Realtime
import Sandbox
import Testing

@testable import Racks

struct RestartTests {
  private static func choice() throws -> PluginChoice {
    PluginChoice(uri: TestBundle.uri("impulse"), bundle: try TestBundle.path.get())
  }

  private static func site() -> PluginSite {
    PluginSite(library: PluginLibrary(), rate: SampleRate(hertz: 48_000), period: 64)
  }

  private static func plugin() throws -> SandboxedMiniport { try SandboxedMiniport(choice(), .instrument, site()) }

  /// Looks, at one moment of the test's clock, until something has come up or 2 s have passed.
  private static func look(_ plugin: SandboxedMiniport, at now: ContinuousClock.Instant) -> SandboxGroup.News {
    let end = ContinuousClock.now + .seconds(2)
    while ContinuousClock.now < end {
      switch plugin.group.look([plugin], now: now) {
      case .nothing: usleep(1000)
      case .restarted:
        _ = plugin.group.succeed([plugin])
        return .restarted
      case let news: return news
      }
    }
    return .nothing
  }

  private static func isRestart(_ news: SandboxGroup.News) -> Bool {
    if case .restarted = news { true } else { false }
  }

  private static func sentence(_ news: SandboxGroup.News) -> String {
    if case .ended(let sentence) = news { sentence } else { "" }
  }

  @Test func `it begins anew at once, after 0.1 s, 1 s and 10 s, and at once where it has lived long enough`() throws {
    let plugin = try Self.plugin()
    var now = ContinuousClock.now
    _ = plugin.group.look([plugin], now: now)
    for pause in [Duration.zero, .milliseconds(100), .seconds(1), .seconds(10)] {
      kill(plugin.guest.identifier, SIGKILL)
      #expect(Self.sentence(Self.look(plugin, at: now)).contains("is started anew"))
      if pause > .zero {
        // Not a moment earlier.
        for _ in 0..<20 {
          if Self.isRestart(plugin.group.look([plugin], now: now + pause - .milliseconds(1))) {
            Issue.record("before \(pause)")
          }
          usleep(1000)
        }
      }
      now += pause
      #expect(Self.isRestart(Self.look(plugin, at: now)), "after \(pause)")
      _ = plugin.group.look([plugin], now: now)
    }
    now += .seconds(3)
    kill(plugin.guest.identifier, SIGKILL)
    #expect(Self.sentence(Self.look(plugin, at: now)).contains("is started anew"))
    #expect(Self.isRestart(Self.look(plugin, at: now)))
  }

  @Test func `it is left alone after ten ends in a minute, and that is said`() throws {
    try Self.wearOut(Self.plugin())
  }

  @Test func `one that is left alone gives way to the same when that is chosen anew`() throws {
    let choice = MiniportChoice.plugin(try Self.choice())
    let place = try SlotPlace(
      choice, RackSlot.Seat(group: 1), id: 1, Self.site(), Statistics(), beside: SandboxNeighbors())
    defer { place.slot.destroy() }
    #expect(!place.isReplaced(by: choice))
    try Self.wearOut(#require(place.sandbox))
    #expect(place.isReplaced(by: choice))
  }

  private static func wearOut(_ plugin: SandboxedMiniport) throws {
    var now = ContinuousClock.now
    _ = plugin.group.look([plugin], now: now)
    for number in 1...10 {
      now += .seconds(3)
      kill(plugin.guest.identifier, SIGKILL)
      let sentence = Self.sentence(Self.look(plugin, at: now))
      #expect(sentence.contains(number < 10 ? "is started anew" : "left alone"), "\(number): \(sentence)")
      if number < 10 {
        #expect(Self.isRestart(Self.look(plugin, at: now)))
        _ = plugin.group.look([plugin], now: now)
      }
    }
    #expect(plugin.group.isGivenUp)
    now += .seconds(100)
    #expect(!Self.isRestart(plugin.group.look([plugin], now: now)))
  }
}

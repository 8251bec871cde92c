// SPDX-License-Identifier: MIT
// A plug-in in a sandbox, which is started anew when it ends. Setup and control threads.

import LV2
import Miniport
import Realtime
import Sandbox
import SandboxProtocol

/// What the control side has of a sandboxed plug-in: its process, its controls, and what to do when the process ends.
final class SandboxedPlugin {
  let choice: PluginChoice
  private let role: PluginRole
  let controls: PluginControls
  private let site: PluginSite
  private let channels = ChannelMemory()
  private let layout: SandboxLayout
  /// The one that plays.
  private(set) var process: SandboxProcess
  /// One that is to take its place, and is not ready yet.
  private var successor: SandboxProcess?
  /// Until when that one may take its time.
  private var deadline: ContinuousClock.Instant?
  /// When it has ended by itself, as far as that is within a minute.
  private var ends: [ContinuousClock.Instant] = []
  private var nextStart: ContinuousClock.Instant?
  /// When the one that plays began to; nil until somebody has looked.
  private var began: ContinuousClock.Instant?
  /// How often in a row it has ended soon after it had begun.
  private var step = 0
  private(set) var isGivenUp = false
  /// Its audio thread has real-time priority, or the server has none itself.
  private let hasPriority: Bool

  /// Who lives longer than this has begun well.
  private static let soon = Duration.seconds(2)
  /// Pauses before it is started anew, by how often in a row it has ended soon after it had begun.
  private static let pauses: [Duration] = [.zero, .milliseconds(100), .seconds(1), .seconds(10)]
  /// How long a plug-in may take to begin.
  private static let patience = Duration.seconds(10)
  /// Ends within a minute after which it is left alone.
  private static let endLimit = 10

  /// Starts the sandbox and waits until it is ready. Thread: control; it may take seconds.
  init(_ choice: PluginChoice, _ role: PluginRole, _ site: PluginSite) throws(RackFault) {
    let description: PluginDescription
    do throws(PluginFault) {
      description = try site.library.hostable(choice.uri, bundle: choice.bundle, as: role)
    } catch { throw .plugin(error) }
    self.choice = choice
    self.role = role
    self.site = site
    layout = SandboxLayout(of: description)
    controls = PluginControls(
      description, values: SharedValues(count: description.valueCount + 2), rate: site.rate)
    controls.begin(with: choice.controls)
    do throws(SandboxProcess.Failure) {
      process = try SandboxedPlugin.start(choice, role, choice.controls, layout, site)
      guard try process.isReady(milliseconds: 10_000) else { throw .refused("\(choice.uri) did not begin within 10 s") }
    } catch { throw .sandbox(error) }
    hasPriority = process.givePriority(site.priority) || site.priority == 0
  }

  /// The half of the audio thread, for the process that plays. Thread: control.
  /// `dry`: of what an effect is to change, what is heard of that at first.
  func makeReflector(_ seat: RackSlot.Seat, dry: Float = 1, statistics: consuming Statistics) -> Reflector {
    Reflector(
      process.memory, group: seat.group, isPipelined: choice.mode == .pipelined,
      isEffect: role == .effect, dry: dry, rate: site.rate, values: controls.anotherEnd(), channels: channels,
      statistics: statistics)
  }

  /// What is odd about how it runs, for people; nothing where all is well.
  var oddities: [String] {
    var found: [String] = []
    if !hasPriority { found.append("its sandbox has no real-time priority: it will be late when the machine is busy") }
    if let protection = process.ready?.protection, !protection.isWhole {
      found.append("its sandbox is not shut in as well as it could be: wavesink doctor says why")
    }
    return found
  }

  /// What has come up.
  enum News { case nothing, ended(String), restarted }

  /// Looks after the process; `restarted`: there is another one, which wants a reflector. Thread: control, often.
  func look(now: ContinuousClock.Instant) -> News {
    guard !isGivenUp else { return .nothing }
    if began == nil { began = now }
    if successor == nil, nextStart == nil {
      let isHung = process.isHung(now: now)
      guard process.hasEnded() || isHung else { return .nothing }
      process.end()
      return noteEnd(isHung ? "hangs" : "has ended", now)
    }
    if let due = nextStart, due <= now {
      nextStart = nil
      deadline = now + SandboxedPlugin.patience
      do throws(SandboxProcess.Failure) {
        successor = try SandboxedPlugin.start(choice, role, controls.all, layout, site)
      } catch { return noteEnd("does not start again (\(error))", now) }
    }
    guard let next = successor else { return .nothing }
    do throws(SandboxProcess.Failure) {
      guard try next.isReady(milliseconds: 0) else {
        guard let deadline, deadline <= now else { return .nothing }
        successor = nil
        return noteEnd("does not begin", now)
      }
    } catch {
      successor = nil
      return noteEnd("does not begin (\(error))", now)
    }
    _ = next.givePriority(site.priority)
    return .restarted
  }

  /// The successor plays from now on; the one before, whose memory a reflector may still read. Nil where there is no successor.
  /// Thread: control.
  func succeed() -> SandboxProcess? {
    guard let next = successor.take() else { return nil }
    defer { (process, began) = (next, nil) }
    return process
  }

  private func noteEnd(_ what: String, _ now: ContinuousClock.Instant) -> News {
    ends = ends.filter { now - $0 < .seconds(60) } + [now]
    guard ends.count < SandboxedPlugin.endLimit else {
      isGivenUp = true
      return .ended("its plug-in \(what), for the \(ends.count)th time in a minute: it is left alone now")
    }
    if let began, now - began > SandboxedPlugin.soon { step = 0 }
    nextStart = now + SandboxedPlugin.pauses[min(step, SandboxedPlugin.pauses.count - 1)]
    step += 1
    return .ended("its plug-in \(what), and is started anew")
  }

  private static func start(
    _ choice: PluginChoice, _ role: PluginRole, _ values: [String: Float], _ layout: SandboxLayout, _ site: PluginSite
  ) throws(SandboxProcess.Failure) -> SandboxProcess {
    let plugin = SandboxPlugin(
      byteCount: layout.byteCount, uri: choice.uri, isEffect: role == .effect, bundle: choice.bundle,
      rate: Int(site.rate.hertz), period: site.period, preset: choice.preset, state: choice.state, controls: values,
      controllers: choice.controllers)
    return try SandboxProcess(plugin, layout, program: site.sandboxProgram)
  }
}

// SPDX-License-Identifier: MIT
// A slot, and what the control side has of it. Setup and control threads.

import LV2
import Realtime
import Sandbox

/// A miniport of a board.
struct SlotPlace: @unchecked Sendable {
  // Safe because the lock of the board lets one thread at a time use what it leads to.
  var slot: RackSlot
  let seat: RackSlot.Seat
  let choice: MiniportChoice
  var plugin: PluginInstance?
  var sandbox: SandboxedMiniport?
  /// Those of a plug-in.
  var controls: PluginControls?
  /// Of an effect: the strip that it is in.
  var strip: StripName?
  /// Why nothing is there in its place.
  var fault: RackFault?
  /// What is odd about it has been told.
  var isTold = false

  init(_ slot: RackSlot, _ seat: RackSlot.Seat, _ choice: MiniportChoice) {
    self.slot = slot
    self.seat = seat
    self.choice = choice
  }

  /// Starts what is wanted. `neighbors`: who is there already. `state`: what the group has been told. Thread: setup or control; it may take
  /// seconds.
  init(
    _ choice: MiniportChoice, _ seat: RackSlot.Seat, id: UInt32, _ site: PluginSite, _ statistics: borrowing Statistics,
    beside neighbors: SandboxNeighbors, state: GroupState = GroupState()
  ) throws(RackFault) {
    switch choice {
    case .synthesizer: self.init(.silence(id: id, seat: seat), seat, choice)
    case .uart:
      self.init(.uart(id: id, group: seat.group, statistics: statistics.another()), seat, choice)
    case .plugin(let wanted) where wanted.mode == .inProcess:
      do throws(PluginFault) {
        let plugin = try site.start(wanted, as: seat.role)
        self.init(.plugin(plugin, id: id, seat: seat, statistics: statistics.another()), seat, choice)
        (self.plugin, controls) = (plugin, plugin.controls)
      } catch { throw .plugin(error) }
    case .plugin(let wanted):
      let sandbox = try SandboxedMiniport(wanted, seat.role, site, beside: neighbors)
      self.init(sandbox, seat, choice, id: id, statistics)
    case .sandboxedSynthesizer(let wanted):
      let sandbox = try SandboxedMiniport(wanted, site, beside: neighbors, state: state)
      self.init(sandbox, seat, choice, id: id, statistics)
    }
  }

  private init(
    _ sandbox: SandboxedMiniport, _ seat: RackSlot.Seat, _ choice: MiniportChoice, id: UInt32,
    _ statistics: borrowing Statistics
  ) {
    let reflector = sandbox.makeReflector(seat, statistics: statistics.another())
    self.init(.reflector(reflector, id: id, seat: seat), seat, choice)
    (self.sandbox, controls) = (sandbox, sandbox.controls)
  }

  /// The greatest sample of its last block; nil for what makes no sound.
  var peak: Float? { controls?.peak ?? sandbox?.peak }

  /// What its sound was multiplied by last; nil for what makes no sound.
  var gain: Float? { controls?.gain ?? sandbox?.gain }

  /// Whether something else is to take its place: another miniport, the same with another state, or the same anew where its sandbox is left
  /// alone.
  func isReplaced(by wanted: MiniportChoice) -> Bool {
    guard !slot.isSilence, sandbox?.group.isGivenUp != true else { return true }
    guard let own = choice.plugin, let other = wanted.plugin else { return choice != wanted }
    return !own.isSameInstance(as: other)
  }

  var isEffect: Bool { seat.role == .effect }

  /// For messages: the group that it plays, or the strip that it is in.
  var title: String { (strip ?? .group(seat.group)).title }

  /// Gives its plug-in the texts that its properties are to be set to. Thread: control.
  func handOverTexts() {
    controls?.handOverTexts { uri, text in
      // What cannot be set is not asked for again.
      if let plugin { return (try? plugin.set(uri, toText: text)) ?? true }
      return sandbox?.guest.set(uri, toText: text) ?? true
    }
  }

  /// The state of its plug-in, as LV2 writes it; nil where it has none. Thread: control; a sandbox may take its time.
  var state: String? {
    guard controls?.description.hasState == true else { return nil }
    return plugin?.stateText ?? sandbox?.guest.state()
  }
}

extension RackSlot {
  /// Whether it holds nothing. Thread: control.
  var isSilence: Bool { if case .silence = kind { true } else { false } }
}

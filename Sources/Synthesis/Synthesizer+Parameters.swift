// SPDX-License-Identifier: MIT
// Registered and unregistered parameters: their selection and their data. Audio thread.

import Realtime

extension Synthesizer {
  /// CC96 to CC101. Thread: audio.
  @_noLocks @_noAllocation
  mutating func parameterChange(_ channel: Int, _ number: UInt8, _ value: UInt8, time: FrameTime) {
    let state = unsafe pool.channels + channel
    switch number {
    case 96, 97: stepData(channel, by: number == 96 ? 1 : -1)
    case 98: unsafe state.pointee.unregistered.selectLSB(value)
    case 99: unsafe state.pointee.unregistered.selectMSB(value)
    case 100:
      unsafe state.pointee.unregistered.isSelected = false
      unsafe state.pointee.parameterLSB = value
    default:
      unsafe state.pointee.unregistered.isSelected = false
      unsafe state.pointee.parameterMSB = value
    }
  }

  /// CC6 and CC38. Thread: audio.
  @_noLocks @_noAllocation
  mutating func dataEntry(_ channel: Int, _ value: UInt8, isMSB: Bool) {
    let state = unsafe pool.channels + channel
    if unsafe state.pointee.unregistered.isSelected {
      unsafe state.pointee.unregistered.enter(value, isMSB: isMSB)
      return unregisteredChanged(channel, isMSB: isMSB)
    }
    let (msb, lsb) = unsafe (state.pointee.parameterMSB, state.pointee.parameterLSB)
    guard msb != 127 || lsb != 127 else { return }
    guard msb == 0 else { return statistics.add(to: .parametersUnknown) }
    switch lsb {
    case 0, 1, 2, 5:
      unsafe state.pointee.enterData(value, isMSB: isMSB)
      if lsb == 0 { shareBendRange(channel) }
    case 3:
      if isMSB { unsafe state.pointee.tuningProgram = value }
    case 4:
      if isMSB { unsafe state.pointee.tuningBank = value }
    case 6:
      if isMSB { configureZone(manager: channel, memberCount: Int(value)) }
    default: statistics.add(to: .parametersUnknown)
    }
  }

  /// CC96 and CC97: a step of the lower half, where there is one (MMA RP-018). Thread: audio.
  @_noLocks @_noAllocation
  private mutating func stepData(_ channel: Int, by step: Int) {
    let state = unsafe pool.channels + channel
    if unsafe state.pointee.unregistered.isSelected {
      // Parameters of generators count by ones; all others have an upper half alone.
      let isFine = unsafe state.pointee.unregistered.msb == 120 || state.pointee.unregistered.msb == 127
      let old = unsafe state.pointee.unregistered.data
      unsafe state.pointee.unregistered.data = min(max(old + (isFine ? step : step << 7), 0), 16_383)
      unregisteredChanged(channel, isMSB: true)
      return pool.channelChanged(channel)
    }
    let (msb, lsb) = unsafe (state.pointee.parameterMSB, state.pointee.parameterLSB)
    guard msb != 127 || lsb != 127 else { return }
    guard msb == 0, lsb <= 5 else { return statistics.add(to: .parametersUnknown) }
    unsafe state.pointee.stepData(by: step)
    if lsb == 0 { shareBendRange(channel) }
    pool.channelChanged(channel)
  }

  /// Takes the data of an unregistered parameter over. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func unregisteredChanged(_ channel: Int, isMSB: Bool) {
    let state = unsafe pool.channels + channel
    let parameter = unsafe state.pointee.unregistered
    switch parameter.msb {
    case 1:
      guard isMSB else { break }
      guard let number = Synthesizer.soundController(ofParameter: parameter.lsb) else {
        return statistics.add(to: .parametersUnknown)
      }
      unsafe state.pointee.controllers[Int(number)] = UInt8(parameter.data >> 7)
      if number == 74 { unsafe state.pointee.expression3D.ownTimbre = UInt8(parameter.data >> 7) }
      unsafe state.pointee.applySoundController(number)
    case 0x14...0x1E:
      guard isMSB else { break }
      let isKnown =
        unsafe state.pointee.isPlayingDrums
        && drumKeys.set(channel: channel, key: parameter.lsb, parameter.msb, UInt8(parameter.data >> 7))
      if !isKnown { statistics.add(to: .parametersUnknown) }
    case 120:
      guard let generator = parameter.generator else { return }
      apply(GeneratorOffset.soundFont(generator: generator, data: parameter.data &- 8192), to: channel)
    case 127 where parameter.lsb == 127: break
    case 127: apply(GeneratorOffset.awe32(number: parameter.lsb, data: parameter.data &- 8192), to: channel)
    default: statistics.add(to: .parametersUnknown)
    }
  }

  @_noLocks @_noAllocation
  private mutating func apply(_ offset: GeneratorOffset?, to channel: Int) {
    guard let offset else { return statistics.add(to: .parametersUnknown) }
    let state = unsafe pool.channels + channel
    if offset.isReplacement {
      unsafe state.pointee.offsets.replace(offset.place, offset.value)
    } else {
      unsafe state.pointee.offsets.setUnregistered(offset.place, offset.value)
    }
  }

  /// GS and XG, MSB 1: the same knobs as CC71 to CC78. Thread: audio.
  @_noLocks @_noAllocation
  static func soundController(ofParameter lsb: UInt8) -> UInt8? {
    switch lsb {
    case 0x08: 76
    case 0x09: 77
    case 0x0A: 78
    case 0x20: 74
    case 0x21: 71
    case 0x63: 73
    case 0x64: 75
    case 0x66: 72
    default: nil
    }
  }
}

extension Channel {
  /// True for what the channel's bank makes of it. Thread: audio.
  var isPlayingDrums: Bool {
    @_noLocks @_noAllocation get {
      switch dialect {
      case .xg: bankMSB == 126 || bankMSB == 127 || bankMSB == 0x78
      case .gm1, .gs: isDrumPart
      case .gm2, .dls: bankMSB == 0x78 || isDrumPart && bankMSB != 0x79
      }
    }
  }

  /// CC6 and CC38 for RPN 0 bend range, 1 fine tuning, 2 coarse tuning, 5 modulation range. Thread: audio.
  @_noLocks @_noAllocation
  mutating func enterData(_ value: UInt8, isMSB: Bool) {
    switch parameterLSB {
    case 0: bendRange = Channel.entered(value, isMSB, in: bendRange)
    case 1: fineTuning = Channel.entered(value, isMSB, in: fineTuning)
    case 2: coarseTuning = Channel.entered(value, isMSB, in: coarseTuning)
    case 5: modulationRange = Channel.entered(value, isMSB, in: modulationRange)
    default: break
    }
  }

  /// CC96 and CC97: RPN 0, 1 and 5 by their lower half, RPN 2, 3 and 4 by their upper one. Thread: audio.
  @_noLocks @_noAllocation
  mutating func stepData(by step: Int) {
    switch parameterLSB {
    case 0: bendRange = min(max(bendRange + step, 0), 16_383)
    case 1: fineTuning = min(max(fineTuning + step, 0), 16_383)
    case 2: coarseTuning = min(max(coarseTuning + step << 7, 0), 127 << 7)
    case 3: tuningProgram = UInt8(min(max(Int(tuningProgram) + step, 0), 127))
    case 4: tuningBank = UInt8(min(max(Int(tuningBank) + step, 0), 127))
    case 5: modulationRange = min(max(modulationRange + step, 0), 16_383)
    default: break
    }
  }

  /// 14 bits with one half replaced; a new upper half clears the lower one, which may follow.
  @_noLocks @_noAllocation
  private static func entered(_ value: UInt8, _ isMSB: Bool, in old: Int) -> Int {
    isMSB ? Int(value) << 7 : old & ~0x7F | Int(value)
  }
}

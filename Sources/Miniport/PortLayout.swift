// SPDX-License-Identifier: MIT
// The form of a port, which may change while it plays. Any thread.

/// How many channels come in, and where they go out.
public struct PortLayout: Equatable, Sendable, BitwiseCopyable {
  /// Channel groups of 16 channels, from 1.
  public var groupCount: Int
  /// How their channels are spread over stereo buses.
  public var outputs: OutputLayout
  /// Where reverb and chorus come out.
  public var effects: EffectsOutput
  /// Groups that have a MIDI output.
  public var midiOutputs: GroupSet

  /// Thread: any.
  @_noLocks @_noAllocation
  public init(
    groupCount: Int, outputs: OutputLayout, effects: EffectsOutput = .mixed, midiOutputs: GroupSet = GroupSet()
  ) {
    self.groupCount = groupCount
    self.outputs = outputs
    self.effects = effects
    self.midiOutputs = midiOutputs
  }

  /// The same as `==`, proved for the audio thread. Thread: any.
  @_noLocks @_noAllocation
  public func equals(_ other: PortLayout) -> Bool {
    groupCount == other.groupCount && outputs.rawIndex == other.outputs.rawIndex
      && effects.isApart == other.effects.isApart && midiOutputs.equals(other.midiOutputs)
  }

  /// Stereo buses. Thread: any.
  public var busCount: Int { @_noLocks @_noAllocation get { voiceBusCount &+ (effects.isApart ? 1 : 0) } }

  /// Those of channels, which come first. Thread: any.
  public var voiceBusCount: Int { @_noLocks @_noAllocation get { outputs.busCount(groupCount: groupCount) } }

  /// The bus of the effects. Thread: any.
  public var effectsBus: Int { @_noLocks @_noAllocation get { effects.isApart ? voiceBusCount : 0 } }

  /// The bus of a channel, numbered from 0 over all groups; a channel that is of none of the groups plays on the first.
  /// Thread: any.
  @_noLocks @_noAllocation
  public func bus(ofChannel channel: Int) -> Int {
    let bus = outputs.bus(ofChannel: channel)
    return bus < voiceBusCount ? bus : 0
  }

  /// Where what plays on a bus of another layout goes. What channels have shared they go on sharing. Thread: any.
  @_noLocks @_noAllocation
  public func bus(insteadOf bus: Int, of other: PortLayout) -> Int {
    if bus == other.voiceBusCount { return effectsBus }
    return self.bus(ofChannel: other.outputs.firstChannel(ofBus: bus))
  }
}

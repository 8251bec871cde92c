// SPDX-License-Identifier: MIT
// What goes from eight voices to the effects, cell by cell; the amplifier adds it. Audio thread.

import VoiceState

/// Brings the sends forward by the frames of the last cell that were rendered.
@inline(__always) @_noLocks @_noAllocation
func advanceSends(_ group: inout VoiceGroup, _ n: Lanes) {
  group.gainReverb += group.gainReverbStep * n
  group.gainChorus += group.gainChorusStep * n
  group.reverbShare += group.reverbShareStep * n
  group.chorusShare += group.chorusShareStep * n
}

/// Aims the sends at where they are `n` frames from now: shares move no faster than `KernelTables.sendStep`, whatever
/// moves them. `gain`: the voices' then, before their pan.
@inline(__always) @_noLocks @_noAllocation
func aimSends(_ group: inout VoiceGroup, _ tables: KernelTables, _ gain: Lanes, _ n: Lanes, _ perFrame: Lanes) {
  let reach = n * tables.sendStep
  let reverb = group.reverbShare + lesser(greater(group.reverbSend - group.reverbShare, -reach), reach)
  group.reverbShareStep = (reverb - group.reverbShare) * perFrame
  group.gainReverbStep = (gain * reverb - group.gainReverb) * perFrame
  group.reverbMask &= ~bits((reverb .== Lanes()) .& (group.gainReverb .== Lanes()))
  let chorus = group.chorusShare + lesser(greater(group.chorusSend - group.chorusShare, -reach), reach)
  group.chorusShareStep = (chorus - group.chorusShare) * perFrame
  group.gainChorusStep = (gain * chorus - group.gainChorus) * perFrame
  group.chorusMask &= ~bits((chorus .== Lanes()) .& (group.gainChorus .== Lanes()))
}

/// Puts the sends of lanes that have just begun at their first value.
@inline(__always) @_noLocks @_noAllocation
func startSends(_ group: inout VoiceGroup, _ gain: Lanes, _ started: Choice) {
  group.reverbShare.take(group.reverbSend, in: started)
  group.chorusShare.take(group.chorusSend, in: started)
  group.gainReverb.take(gain * group.reverbSend, in: started)
  group.gainChorus.take(gain * group.chorusSend, in: started)
}

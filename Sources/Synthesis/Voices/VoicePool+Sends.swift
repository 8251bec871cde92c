// SPDX-License-Identifier: MIT
// What a voice sends to reverb and chorus (DLS 2.2, sends; `dls.md` 4.6). Audio thread.

import VoiceState

/// Where voices add what they send, from the frame at hand on.
@safe struct SendBuses: BitwiseCopyable {
  // Safe because the effects that own the memory outlive every copy of these pointers.
  let reverb: UnsafeMutablePointer<Float>
  let chorus: UnsafeMutablePointer<Float>

  @_noLocks @_noAllocation
  @unsafe init(reverb: UnsafeMutablePointer<Float>, chorus: UnsafeMutablePointer<Float>) {
    unsafe self.reverb = unsafe reverb
    unsafe self.chorus = unsafe chorus
  }
}

extension VoicePool {
  /// The shares of one voice: what its region, its links and the channel's offsets add up to, and the drum's own share.
  /// Thread: audio.
  @_noLocks @_noAllocation
  func setSends(_ index: Int, _ articulation: UnsafePointer<CompiledArticulation>, _ sums: LinkSums) {
    let group = unsafe groups + index / 8
    let lane = index % 8
    let bit: UInt8 = 1 << UInt8(lane)
    let reverb = unsafe articulation.pointee.parameters[Parameter.reverb.index] + sums.own[5]
    let chorus = unsafe articulation.pointee.parameters[Parameter.chorus.index] + sums.own[6]
    let its = unsafe voices[index].offsets
    unsafe group.pointee.reverbSend[lane] = Float(min(max(reverb, 0), 1)) * its.reverb
    unsafe group.pointee.chorusSend[lane] = Float(min(max(chorus, 0), 1)) * its.chorus
    if unsafe group.pointee.reverbSend[lane] > 0, unsafe group.pointee.reverbMask & bit == 0 {
      unsafe group.pointee.reverbMask |= bit
      unsafe group.pointee.reverbShare[lane] = 0
      unsafe group.pointee.gainReverb[lane] = 0
    }
    if unsafe group.pointee.chorusSend[lane] > 0, unsafe group.pointee.chorusMask & bit == 0 {
      unsafe group.pointee.chorusMask |= bit
      unsafe group.pointee.chorusShare[lane] = 0
      unsafe group.pointee.gainChorus[lane] = 0
    }
  }
}

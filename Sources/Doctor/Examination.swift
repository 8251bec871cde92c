// SPDX-License-Identifier: MIT
// All that is looked at, in the order in which it is told. Control thread.

public import JackHost
public import Synthesis

/// What verdicts are made of.
public struct Examination: Sendable {
  /// Where the system tells about itself.
  public var files: SystemFiles
  /// Who asks.
  public var account: Account
  /// What the kernel grants.
  public var rights: ProcessRights
  /// What the banks need.
  public var need: MemoryNeed
  /// What the server says.
  public var answer: JackServerAnswer
  /// Whether PipeWire runs.
  public var pipeWire: PipeWireState
  /// What the engine chose.
  public var kernelSet: KernelSet

  /// Thread: any.
  public init(
    files: SystemFiles, account: Account, rights: ProcessRights, need: MemoryNeed, answer: JackServerAnswer,
    pipeWire: PipeWireState, kernelSet: KernelSet
  ) {
    self.files = files
    self.account = account
    self.rights = rights
    self.need = need
    self.answer = answer
    self.pipeWire = pipeWire
    self.kernelSet = kernelSet
  }

  /// What was found. Thread: control.
  public var findings: [Finding] {
    let login = LoginRules(account, files)
    let library = JackLibrary(files)
    let devices = SoundDevices(files, account: account)
    let rightsAndServer =
      [
        RealtimePriority(rights: rights, login: login).finding,
        LockedMemory(rights: rights, need: need, library: library, login: login).finding,
        AudioGroups(login: login).finding, library.finding,
      ] + JackServerState(answer: answer, library: library, pipeWire: pipeWire).findings
    return rightsAndServer + [
      pipeWire.finding, devices.cardFinding, devices.sequencerFinding, KernelsInUse(kernelSet, files).finding,
      ClockGovernor(files).finding, ClockBoost(files).finding, SleepStates(files).finding, RunningKernel(files).finding,
      RealtimeThrottling(files).finding, Swapping(files).finding, SandboxRights(files, account: account).finding,
    ]
  }
}

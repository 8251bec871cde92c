// SPDX-License-Identifier: MIT
// A system that a test makes up. The test's thread.

import Doctor
import Foundation
import JackHost
import Realtime
import Synthesis

/// A folder that stands for `/`, removed with the test; all that is asked about it stands in its files and these values.
final class MadeUpSystem {
  let root = FileManager.default.temporaryDirectory.appending(path: "wavesink-doctor-\(UUID().uuidString)")
  var account = Account(name: "ada", number: 1000, groupNumbers: [1000])
  var rights = ProcessRights(
    realtimePriority: .init(soft: 95, hard: 95), lockedMemory: .init(soft: nil, hard: nil), refusal: nil,
    mayLockAnything: false)
  var need = MemoryNeed(byteCount: 8 << 20, isLocked: true)
  var facts = JackServerFacts(
    name: "default", sampleRate: SampleRate(hertz: 48_000), periodFrames: 256, isRealtime: true, priority: 5, load: 0.1)
  lazy var answer = JackServerAnswer.facts(facts)
  var pipeWire = PipeWireState(server: .absent, isInstalled: false, hasJackLauncher: false)
  var kernelSet = KernelSet.best

  /// `files`: texts by their paths.
  init(_ files: [String: String] = [:]) throws {
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for (path, text) in files {
      let place = root.appending(path: path)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place)
    }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  var files: SystemFiles { SystemFiles(root: root.path) }

  var findings: [Finding] {
    Examination(
      files: files, account: account, rights: rights, need: need, answer: answer, pipeWire: pipeWire,
      kernelSet: kernelSet
    ).findings
  }

  /// The finding of a name; one without verdict and text where there is none, which no test expects.
  func finding(_ name: String) -> Finding? { findings.first { $0.name == name } }
}

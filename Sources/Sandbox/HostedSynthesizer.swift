// SPDX-License-Identifier: MIT
// A synthesizer in its sandbox. Main thread of the sandbox.

import DLS
import Glibc
import MIDI
import Miniport
import Playback
import Realtime
import SandboxProtocol
import Synthesis

/// A synthesizer that runs here, with a downloader of its own, whose banks come from the client.
final class HostedSynthesizer: HostedGuest {
  private let downloader: Downloader
  private let memory: SandboxMemory
  /// Until it plays.
  private var guest: SynthesizerGuest?
  private var thread: GuestThread<SynthesizerGuest>?
  /// The downloads here by the client's numbers.
  private var banks: [Int: Int] = [:]
  /// Of those what came of them is not known yet.
  private var pending: [Download] = []

  /// It gets its banks before it plays. `file`: the memory of its sound. Thread: main.
  init(_ wanted: SandboxSynthesizer, _ file: OpenFile?, decoder: SampleDecoder?) throws(GuestRefusal) {
    try GuestRefusal.check(version: wanted.version)
    guard let configuration = Synthesizer.Configuration(wanted) else {
      throw GuestRefusal(sentence: "the sandbox does not know the synthesizer that the client wants")
    }
    memory = try GuestRefusal.memory(SandboxLayout.ofSynthesizer, byteCount: wanted.byteCount, file)
    downloader = Downloader(
      decoder: decoder, sampleMemory: SampleMemory(limit: wanted.sampleByteLimit), isOnDemand: wanted.isOnDemand,
      interpolation: configuration.interpolation)
    let statistics = Statistics()
    let parts = SynthesizerParts(configuration, statistics: statistics, downloader: downloader)
    guest = SynthesizerGuest(parts.port, memory, statistics: statistics)
  }

  /// Brings a bank in. `file`: its bytes. Thread: main.
  func bringIn(_ bank: SandboxBank, _ file: OpenFile?) {
    // The file is closed with its packet.
    guard let file, let content = try? ByteSource(file: dup(file.number)) else { return }
    let source = BankSource.open(
      content, name: bank.name, isBuiltIn: bank.isBuiltIn, bankOffset: bank.bankOffset)
    let download = downloader.download(
      source, replacing: bank.replaced.flatMap { banks.removeValue(forKey: $0) }, owner: bank.owner)
    banks[bank.number] = download.id
    pending.append(download)
  }

  /// Takes a bank out. Thread: main.
  func takeOut(_ number: Int) {
    if let id = banks.removeValue(forKey: number) { _ = downloader.unload(id) }
  }

  /// Waits for the banks that have come so far, and lets it play. Thread: main; it may take seconds.
  func play() {
    guard var guest = guest.take() else { return }
    while pending.contains(where: { $0.outcome == nil }) {
      guest.renderBeforehand()
      usleep(500)
    }
    thread = GuestThread(guest)
  }

  var threadNumber: Int32 { thread?.number ?? 0 }
  var stateText: String? { nil }
  func takeLog() -> [String] { [] }

  func takeNotices() -> [String] {
    var notices: [String] = []
    pending.removeAll { download in
      guard let outcome = download.outcome else { return false }
      if case .failed(let sentence) = outcome {
        notices.append("its sandbox does not play \(download.source.name): \(sentence)")
      }
      return true
    }
    return notices + downloader.takeNotices().map { "\($0.bank): \($0.sentence)" }
  }

  func leave() { thread?.leave() }
}

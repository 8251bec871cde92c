// SPDX-License-Identifier: MIT
// What the sandbox's own program does. The main thread of that process.

import CSandbox
import Glibc
import LV2
import SandboxProtocol
public import Synthesis

/// Reads its orders from descriptor 3, gives up what it does not need, and runs guests in memory whose descriptors come with them.
public struct SandboxHost {
  /// Bytes of address space that guests may take, beside that of samples.
  private static let memoryLimit = 8 << 30

  private var protection: SandboxProtection
  /// For SoundFonts with compressed samples.
  private let decoder: SampleDecoder?
  private var guests: [Int: any HostedGuest] = [:]

  /// Ends when the client does. `decoder`: for SoundFonts with compressed samples. Thread: main, of a process that `SandboxProcess` has
  /// started.
  public static func run(decoder: SampleDecoder? = nil) {
    sandbox_follow_parent()
    let socket = SandboxSocket(3)
    guard case .value(.begin(let bundles, let bytes), _) = socket.receive(SandboxOrder.self, milliseconds: 10_000)
    else { return }
    var host = SandboxHost(protection: protect(bundles, sampleByteLimit: bytes), decoder: decoder)
    while true {
      switch socket.receive(SandboxOrder.self, milliseconds: 200) {
      case .value(let order, let file):
        if let answer = host.follow(order, file), !socket.send(answer) { return }
      case .end: return
      case .nothing: break
      }
      for answer in host.takeNews() { _ = socket.send(answer) }
    }
  }

  /// Does what the client wants. `file`: what has come with that.
  private mutating func follow(_ order: SandboxOrder, _ file: OpenFile?) -> SandboxAnswer? {
    switch order {
    case .begin: return nil
    case .plugin(let guest, let plugin):
      do throws(GuestRefusal) {
        guests[guest] = try HostedPlugin(plugin, file)
      } catch { return .refused(guest: guest, error.sentence) }
      return ready(guest)
    case .synthesizer(let guest, let synthesizer):
      do throws(GuestRefusal) {
        guests[guest] = try HostedSynthesizer(synthesizer, file, decoder: decoder)
      } catch { return .refused(guest: guest, error.sentence) }
      return nil
    case .bank(let guest, let bank): (guests[guest] as? HostedSynthesizer)?.bringIn(bank, file)
    case .unload(let guest, let bank): (guests[guest] as? HostedSynthesizer)?.takeOut(bank)
    case .play(let guest):
      guard let synthesizer = guests[guest] as? HostedSynthesizer else { return nil }
      synthesizer.play()
      return ready(guest)
    case .state(let guest): return .state(guest: guest, guests[guest]?.stateText)
    case .text(let guest, let property, let text): (guests[guest] as? HostedPlugin)?.set(property, toText: text)
    case .leave(let guest): guests.removeValue(forKey: guest)?.leave()
    }
    return nil
  }

  /// Loading may need what the filter denies: it comes behind the first guest, and the later ones are loaded with what is left.
  private mutating func ready(_ guest: Int) -> SandboxAnswer {
    if !protection.filtersSystemCalls { protection.filtersSystemCalls = sandbox_filter_calls() }
    return .ready(guest: guest, thread: guests[guest]?.threadNumber ?? 0, protection: protection)
  }

  /// What guests, and who hosts them, have to say.
  private func takeNews() -> [SandboxAnswer] {
    var news: [SandboxAnswer] = []
    for (number, guest) in guests {
      let (lines, notices) = (guest.takeLog(), guest.takeNotices())
      if !lines.isEmpty { news.append(.log(guest: number, lines)) }
      if !notices.isEmpty { news.append(.notices(guest: number, notices)) }
    }
    return news
  }

  /// Gives up everything before any code of a guest is loaded, but for the filter of system calls. `bundles`: what may be read beside what is
  /// installed.
  private static func protect(_ bundles: [String], sampleByteLimit: Int) -> SandboxProtection {
    let isHumble = sandbox_drop_privileges()
    let isOffline = sandbox_go_offline()
    let sampleSpan = sampleByteLimit > 0 ? SampleMemory.span(ofLimit: sampleByteLimit) : 0
    sandbox_limit(UInt64(memoryLimit + sampleSpan))
    let rules = sandbox_open_rules()
    var limitsFiles = false
    if rules >= 0 {
      let folders = ["/usr", "/lib", "/lib64", "/etc", "/proc", "/sys/devices/system/cpu", "/dev/null", "/dev/urandom"]
      for folder in folders + PluginLibrary.folders + [SandboxProgram.ownFolder] + bundles {
        _ = unsafe sandbox_allow_reading(rules, folder)
      }
      limitsFiles = sandbox_close_rules(rules)
    }
    return SandboxProtection(
      hasNoNewPrivileges: isHumble, filtersSystemCalls: false, isOffline: isOffline, limitsFiles: limitsFiles)
  }
}

// SPDX-License-Identifier: MIT
// The banks of a client, and what is said of them. Main thread.

import Control
import MIDI
import Synthesis

extension JackSession {
  /// Has the programs of songs in memory when these begin, with whatever bank that is asked for from now on.
  func expect(_ songs: [Song]) {
    // Where whole banks come in there is nothing to be found out.
    guard downloader.isOnDemand else { return }
    downloader.expect(songs.flatMap(\.choices))
  }

  /// Asks for banks, which play as they come in; one that does not play ends the client, unless they are `optional`.
  mutating func download(_ sources: [BankSource], optional isOptional: Bool = false) {
    let downloads = sources.map { downloader.download($0) }
    pending += downloads
    if isOptional { optional.formUnion(downloads.map(\.id)) }
  }

  /// Brings a bank in again whose file has been saved, in the place of the one that plays.
  mutating func downloadAgain(_ path: String) {
    guard let old = downloader.banks.first(where: { $0.name == path }) else { return }
    let download = downloader.download(.file(path, isBuiltIn: old.isBuiltIn), replacing: old.id)
    studio.replaced(bank: old.id, by: download.id)
    replacements[download.id] = old.id
    pending.append(download)
  }

  /// True while a bank is on its way.
  var isDownloading: Bool { !pending.isEmpty }

  /// Says what is odd about programs that were chosen, each once.
  func reportPrograms() {
    for notice in downloader.takeNotices() { Console.warningOnce("\(notice.bank): \(notice.sentence)") }
  }

  /// Reports the banks that have come in; throws for one that does not play.
  mutating func reportDownloads() throws(CommandFailure) {
    progress.show(pending)
    while let first = pending.first, first.outcome != nil {
      pending.removeFirst()
      progress.end()
      let replaced = replacements.removeValue(forKey: first.id)
      let isOptional = optional.remove(first.id) != nil
      do { try first.report(isLive: true) } catch {
        guard isOptional || replaced != nil else { throw error }
        if let replaced { studio.replaced(bank: first.id, by: replaced) }
        Console.warning(error.sentence + (replaced == nil ? "" : "; the bank that was there before plays on"))
        continue
      }
      if replaced != nil { Console.notice("\(first.source.name) was saved, and plays as it is now") }
    }
  }
}

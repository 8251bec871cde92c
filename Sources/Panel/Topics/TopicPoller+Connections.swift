// SPDX-License-Identifier: MIT
// Ports and connections come in pages of a datagram each; a page in the browser gets them as one. Control threads.

internal import Control
internal import FoundationEssentials

extension TopicPoller {
  /// Of all pages of the answer.
  private struct Connections: Encodable {
    var ports: [Patchbay.Port] = []
    var connections: [[String]] = []
  }

  /// All ports, and the connections of the client's own.
  func connections() async -> Questions.Answer {
    var all = Connections()
    while true {
      let answer = await questions.ask(OSCMessage("/wavesink/connections", .int32(Int32(all.ports.count))))
      guard case .values(let values) = answer, case .string(let text)? = values.first else { return answer }
      guard let page = try? JSONDecoder().decode(PatchbayReport.self, from: Data(text.utf8)) else { return .silence }
      all.ports += page.ports
      all.connections += page.connections
      // None where ports have gone meanwhile.
      if page.ports.isEmpty || all.ports.count >= page.total { break }
    }
    let encoder = JSONEncoder()
    // The same is the same text.
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(all) else { return .silence }
    return .values([.string(String(decoding: data, as: UTF8.self))])
  }
}

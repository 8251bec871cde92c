// SPDX-License-Identifier: MIT
// Why a request is not answered as it was meant. Control threads.

/// A status of HTTP, and a sentence for who has asked.
struct Refusal: Error, Equatable {
  let status: Int
  let sentence: String

  init(_ status: Int, _ sentence: String) { (self.status, self.sentence) = (status, sentence) }
}

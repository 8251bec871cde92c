// SPDX-License-Identifier: MIT
// Tells files apart, and refuses the ones that are no collection. Any thread.

import DLS
import Testing

private func riff(_ type: String) -> [UInt8] { form([chunk("junk", [1, 2])], type: type) }

@Suite struct FileKindTests {
  @Test(
    "a file is what its first bytes say",
    arguments: [
      (minimalFile, FileKind.dls), (riff("sfbk"), .soundFont), (riff("RMID"), .rmid), (riff("WAVE"), .wave),
      (riff("AVI "), .otherRIFF("AVI ")), (ascii("MThd") + u32(0x0600_0000), .midi), (ascii("XMF_2.00"), .xmf),
      (ascii("MThd"), .midi), ([], .empty), ([0x52], .unknown), (ascii("RIFF"), .unknown),
      (ascii("RIFX") + u32(4) + ascii("DLS "), .unknown), (ascii("FORM0000AIFF"), .unknown),
      (Array(repeating: 0, count: 100), .unknown),
    ])
  func sniff(bytes: [UInt8], kind: FileKind) {
    #expect(FileKind.sniff(bytes) == kind)
    #expect(FileKind.sniff(([1, 2, 3] + bytes)[3...]) == kind)
  }

  @Test(
    "what is no collection is refused with a sentence",
    arguments: [
      ([], CollectionError.empty(), "the file is empty"),
      (ascii("RIFF") + u32(4), .tooShort(byteCount: 8), "offset 8"),
      (ascii("hello world!"), .notRIFF(found: "hell"), "found \"hell\""),
      ([1, 2], .notRIFF(found: nil), "found too little"),
      (riff("sfbk"), .soundFont(), "a SoundFont bank, not a DLS collection"),
      (riff("RMID"), .otherKind(.rmid), "a song in an RMID file"),
      (riff("WAVE"), .otherKind(.wave), "a WAV sound file"),
      (riff("AVI "), .otherKind(.otherRIFF("AVI ")), "a RIFF file of type \"AVI \""),
      (ascii("MThd") + u32(0x0600_0000), .otherKind(.midi), "a MIDI file"),
      (ascii("XMF_2.00"), .otherKind(.xmf), "an XMF container"),
      (Array(minimalFile[..<30]), .truncated(byteCount: 30, expected: 308), "offset 30: expected 308 bytes"),
      (form([]), .noInstruments(because: nil), "no usable instrument"),
      (form([list("lins", [])]), .noInstruments(because: nil), "no usable instrument"),
    ])
  func refusals(bytes: [UInt8], error: CollectionError, sentence: String) {
    if case .noInstruments = error {
      #expect { try Collection.read(bytes) } throws: { thrown in
        guard case CollectionError.noInstruments = thrown else { return false }
        return "\(thrown)".contains(sentence)
      }
    } else {
      #expect(throws: error) { try Collection.read(bytes) }
    }
    #expect(error.description.contains(sentence))
  }

  @Test(
    "offsets in a refusal are those of the file around",
    arguments: [
      ([], "offset 20: expected \"RIFF\""), (ascii("RIFF") + u32(4), "offset 28: expected 12 bytes"),
      (ascii("hello world!"), "offset 20: expected \"RIFF\""), (riff("sfbk"), "offset 28: expected form type"),
      (riff("WAVE"), "offset 28: expected form type"), (ascii("XMF_2.00"), "offset 20: expected \"RIFF\""),
      (Array(minimalFile[..<30]), "offset 50: expected 308 bytes"),
      (form([list("lins", [])]), "offset 20"),
    ])
  func refusalsInside(bytes: [UInt8], words: String) {
    // As in an RMID file: a form, a song, and then the bank.
    let around = ascii("RIFF") + u32(12) + ascii("RMIDdata") + u32(0)
    #expect { try Collection.read((around + bytes)[around.count...]) } throws: { "\($0)".contains(words) }
  }

  @Test func `a collection without a usable instrument says what became of it`() {
    let nameless = Bank(instruments: [list("ins ", [list("lrgn", [region()])])]).bytes
    #expect {
      try Collection.read(nameless)
    } throws: { error in
      guard case CollectionError.noInstruments(let reason?) = error else { return false }
      return reason.kind == .chunkMissing("insh") && "\(error)".contains("expected \"insh\", found none")
    }
  }

  @Test func `the name of a file's kind never decides`() throws {
    // Games call files of other kinds .dls, and DLS files anything else.
    #expect(throws: CollectionError.soundFont()) { try Collection.read(riff("sfbk")) }
    #expect(try Collection.read(minimalFile).collection.instruments.count == 1)
  }
}

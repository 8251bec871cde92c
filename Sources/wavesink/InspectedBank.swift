// SPDX-License-Identifier: MIT
// A bank of either kind as it is shown. Main thread.

import DLS

/// What was read of a bank, for people and for programs.
struct InspectedBank: Encodable {
  /// What kind of bank it is.
  fileprivate enum Reading {
    case collection(CollectionReading)
    case soundFont(SoundFontReading)
  }

  private let reading: Reading
  /// The file that carries it; nil for a bank that is a file.
  var container: ContainerReport?

  /// A SoundFont.
  init(_ source: ByteSource, _ path: String) throws(CommandFailure) {
    do { reading = .soundFont(try SoundFont.read(source)) } catch { throw .badInput(path, error.description) }
  }

  /// A bank of either kind.
  init(_ bytes: ArraySlice<UInt8>, _ path: String) throws(CommandFailure) {
    guard FileKind.sniff(bytes) != .soundFont else {
      try self.init(ByteSource(bytes), path)
      return
    }
    let collection: CollectionReading
    do { collection = try Collection.read(bytes) } catch { throw .badInput(path, error.description) }
    self.init(.collection(collection))
  }

  private init(_ reading: Reading) { self.reading = reading }

  /// The first place where the bank is not as its standard has it. What is packed stands where it is packed.
  var firstDeparture: (offset: Int, sentence: String)? {
    guard let departure = reading.firstDeparture, let place = container?.unpackedFrom else {
      return reading.firstDeparture
    }
    return (place, departure.sentence + ", in the bank that is packed at offset \(place)")
  }

  /// The tree, in units for people.
  var page: String {
    guard let place = container?.unpackedFrom else { return reading.page }
    return reading.page + "the bank is packed at offset \(place); its own offsets are those of what comes out\n"
  }

  /// Every value.
  func encode(to encoder: any Encoder) throws {
    switch reading {
    case .collection(let reading): try CollectionReport(reading).encode(to: encoder)
    case .soundFont(let reading): try SoundFontReport(reading).encode(to: encoder)
    }
    guard let container else { return }
    // Beside the values of the bank.
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(container, forKey: .container)
  }

  private enum CodingKeys: CodingKey { case container }
}

extension InspectedBank.Reading {
  fileprivate var firstDeparture: (offset: Int, sentence: String)? {
    switch self {
    case .collection(let reading): reading.firstDeparture
    case .soundFont(let reading): reading.warnings.first.map { ($0.offset, $0.description) }
    }
  }

  fileprivate var page: String {
    switch self {
    case .collection(let reading): reading.treeDescription()
    case .soundFont(let reading): reading.treeDescription()
    }
  }
}

// SPDX-License-Identifier: MIT
// Connections as values for programs. Any thread but audio.

/// One connection: the file's numbers, and what they mean.
struct ConnectionReport: Encodable {
  let source: EndReport
  let control: EndReport
  let destination: EndReport
  /// In Level 2's layout; what stands in a Level 1 block is among the translations.
  let transform: UInt16
  let sourceTransform: TransformReport
  let controlTransform: TransformReport
  let scale: Int32
  let value: Double
  let unit: String
  let text: String

  init(_ connection: Connection) {
    source = EndReport(code: connection.source, name: Connection.Source.fieldName(connection.source))
    control = EndReport(code: connection.control, name: Connection.Source.fieldName(connection.control))
    destination = EndReport(
      code: connection.destination, name: Connection.Destination.fieldName(connection.destination))
    transform = connection.transform
    sourceTransform = TransformReport(
      curve: connection.sourceCurve.name, isBipolar: connection.isSourceBipolar,
      isInverted: connection.isSourceInverted)
    controlTransform = TransformReport(
      curve: connection.controlCurve.name, isBipolar: connection.isControlBipolar,
      isInverted: connection.isControlInverted)
    scale = connection.scale
    value = connection.quantity.value
    unit = connection.quantity.unit.rawValue
    text = connection.text
  }
}

/// A source, control or destination.
struct EndReport: Encodable {
  let code: UInt16
  let name: String
}

/// What happens to a source or control on its way.
struct TransformReport: Encodable {
  let curve: String
  let isBipolar: Bool
  let isInverted: Bool
}

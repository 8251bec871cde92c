// SPDX-License-Identifier: MIT
// A message on its way to the sender's callback. From the control thread to the audio thread.

/// A message and when it is to be sent.
struct PlannedMessage: BitwiseCopyable {
  /// On the server's counter.
  var frame: UInt32
  var message: ShortMessage
  /// The note that begins with it; −1 for any other message.
  var note: Int32
}

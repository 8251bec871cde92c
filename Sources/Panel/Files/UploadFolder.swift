// SPDX-License-Identifier: MIT
// Banks that were dropped on a page. Control threads.

internal import Synchronization

/// The user's folder for them, where they stay until somebody deletes them: a session that has one finds it again.
final class UploadFolder: Sendable {
  /// The lengths in such files have 32 bits, half of which is what people have: the largest SoundFonts that are passed around
  /// are shorter.
  static let fileLimitBytes = 2 << 30
  /// All of them together.
  static let totalLimitBytes = 4 << 30
  /// What is left for others on the disk.
  static let spareBytes = 512 << 20
  private static let uploadLimit = 4
  private static let fileLimit = 500
  private static let sameNameLimit = 100

  private struct State {
    var number = 0
    /// What those on their way will need.
    var promised: [Int: Int] = [:]
  }

  /// Where they are.
  let path: String
  private let fileLimitBytes: Int
  private let state = Mutex(State())

  /// It is made when the first bank comes.
  init(_ path: String, fileLimit: Int = UploadFolder.fileLimitBytes) {
    (self.path, fileLimitBytes) = (path, fileLimit)
    UploadFolder.removeParts(in: path)
  }

  /// A file for a bank of so many bytes; throws where that is too much.
  func begin(name: String, bytes: Int) throws(Refusal) -> Upload {
    guard bytes > 0 else { throw Refusal(400, "The file is empty.") }
    guard bytes <= fileLimitBytes else {
      throw Refusal(413, "The file has \(bytes >> 20) MB, and a page may bring in \(fileLimitBytes >> 20) MB at most.")
    }
    guard UploadFolder.make(path) else { throw Refusal(507, "\(path) cannot be made.") }
    let number = try reserve(bytes)
    do throws(Refusal) {
      // Of what is on its way a part is written already: rather too careful.
      let promised = state.withLock { $0.promised.values.reduce(0, +) }
      guard UploadFolder.freeBytes(path) ?? 0 >= promised + UploadFolder.spareBytes else {
        throw Refusal(507, "There is no room for \(bytes >> 20) MB on the disk.")
      }
      let name = FileName.cleaned(name)
      return try Upload(path: UploadFolder.part(number, in: path), name: name, number: number, bytes: bytes)
    } catch {
      release(number)
      throw error
    }
  }

  private func reserve(_ bytes: Int) throws(Refusal) -> Int {
    // What is on its way has been promised.
    let names = FolderListing.names(path).filter { !$0.hasPrefix(UploadFolder.partPrefix) }
    let kept = names.compactMap { FolderListing.size("\(path)/\($0)") }.reduce(0, +)
    let number = state.withLock { state -> Int? in
      guard state.promised.count < UploadFolder.uploadLimit, names.count < UploadFolder.fileLimit,
        kept + state.promised.values.reduce(0, +) + bytes <= UploadFolder.totalLimitBytes
      else { return nil }
      state.number += 1
      state.promised[state.number] = bytes
      return state.number
    }
    guard let number else {
      throw Refusal(507, "Pages have brought in enough: delete one of the banks that they have brought in.")
    }
    return number
  }

  private func release(_ number: Int) { state.withLock { $0.promised[number] = nil } }

  /// A bank has come whole: where it is now, and whether it is new. One that was there already is not kept twice; another of its
  /// name gets a number.
  func keep(_ upload: Upload) async throws(Refusal) -> (path: String, isNew: Bool) {
    defer { release(upload.number) }
    for number in 1...UploadFolder.sameNameLimit {
      let target = "\(path)/" + FileName.numbered(upload.name, number)
      if FolderListing.size(target) == upload.bytes, await FileBytes.areEqual(upload.path, target) {
        return (target, false)
      }
      if try upload.move(to: target) { return (target, true) }
    }
    throw Refusal(507, "There are \(UploadFolder.sameNameLimit) banks of this name already.")
  }

  /// One has not; its file goes with the value.
  func discard(_ upload: Upload) { release(upload.number) }

  /// Whether it is the path of a file directly in this folder.
  func contains(_ file: String) -> Bool {
    file.lastIndex(of: "/").map { file[..<$0] == path[...] } ?? false
  }
}

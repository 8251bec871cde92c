// SPDX-License-Identifier: MIT
// Banks that were dropped on a page. Control threads.

internal import Glibc
internal import Synchronization

/// A folder of this program's own, which goes with it. Each bank is in a folder of its own there, so that it keeps its name.
final class UploadFolder: Sendable {
  /// The lengths in such files have 32 bits, half of which is what people have: the largest SoundFonts that are passed around
  /// are shorter.
  static let fileLimitBytes = 2 << 30
  /// All of them together.
  static let totalLimitBytes = 4 << 30
  /// What is left for others on the disk.
  static let spareBytes = 512 << 20
  private static let uploadLimit = 4

  private struct State {
    var number = 0
    var files: [String: Int] = [:]
    /// What those on their way will need.
    var promised: [Int: Int] = [:]
  }

  /// Where they are.
  let path: String
  private let fileLimit: Int
  private let state = Mutex(State())

  /// `parent`: a folder for what may go at any time; it and the folder are made when the first bank comes.
  init(in parent: String, fileLimit: Int = UploadFolder.fileLimitBytes) {
    path = "\(parent)/panel-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    self.fileLimit = fileLimit
    UploadFolder.removeOld(in: parent)
  }

  /// The banks, with their sizes.
  var files: [String: Int] { state.withLock(\.files) }

  /// A file for a bank of so many bytes; throws where that is too much.
  func begin(name: String, bytes: Int) throws(Refusal) -> Upload {
    guard bytes > 0 else { throw Refusal(400, "The file is empty.") }
    guard bytes <= fileLimit else {
      throw Refusal(413, "The file has \(bytes >> 20) MB, and a page may bring in \(fileLimit >> 20) MB at most.")
    }
    let number = try reserve(bytes)
    do throws(Refusal) {
      let folder = "\(path)/\(number)"
      guard UploadFolder.makeFolders(folder) else { throw Refusal(507, "\(folder) cannot be made.") }
      guard UploadFolder.freeBytes(folder) ?? 0 >= bytes + UploadFolder.spareBytes else {
        unsafe rmdir(folder)
        throw Refusal(507, "There is no room for \(bytes >> 20) MB on the disk.")
      }
      return try Upload(path: "\(folder)/\(FileName.cleaned(name))", number: number, bytes: bytes)
    } catch {
      release(number)
      throw error
    }
  }

  private func reserve(_ bytes: Int) throws(Refusal) -> Int {
    let number = state.withLock { state -> Int? in
      let all = state.files.values.reduce(0, +) + state.promised.values.reduce(0, +)
      guard state.promised.count < UploadFolder.uploadLimit, all + bytes <= UploadFolder.totalLimitBytes else {
        return nil
      }
      state.number += 1
      state.promised[state.number] = bytes
      return state.number
    }
    guard let number else { throw Refusal(507, "Pages have brought in enough: put the bank into a folder instead.") }
    return number
  }

  private func release(_ number: Int) { state.withLock { $0.promised[number] = nil } }

  /// A bank has come whole.
  func keep(_ upload: Upload) {
    upload.keep()
    state.withLock { state in
      state.promised[upload.number] = nil
      state.files[upload.path] = upload.bytes
    }
  }

  /// One has not; its file goes with the value.
  func discard(_ upload: Upload) { release(upload.number) }

  /// The end of the program: everything goes.
  func remove() { UploadFolder.removeAll(path) }
}

// SPDX-License-Identifier: MIT
// The banks that a page may choose from. Control threads.

/// Folders where banks are, and what pages have brought in.
struct BankFolders: Sendable {
  private static let kinds = [".dls", ".sf2", ".sf3"]
  private static let fileLimit = 1000

  /// One of them.
  struct File: Encodable, Equatable {
    let path: String
    let name: String
    let bytes: Int
  }

  let folders: [String]
  let uploads: UploadFolder

  /// What there is, by name.
  var files: [File] {
    var files: [File] = uploads.files.map { File(path: $0.key, name: BankFolders.name($0.key), bytes: $0.value) }
    var seen = Set(files.map(\.path))
    for folder in folders {
      for name in FolderListing.names(folder).sorted()
      where BankFolders.isBank(name) && files.count < BankFolders.fileLimit {
        let path = "\(folder)/\(name)"
        guard seen.insert(path).inserted, let bytes = FolderListing.size(path) else { continue }
        files.append(File(path: path, name: name, bytes: bytes))
      }
    }
    return files.sorted { ($0.name.lowercased(), $0.path) < ($1.name.lowercased(), $1.path) }
  }

  /// Whether a page may bring that in.
  func contains(_ path: String) -> Bool {
    if uploads.files[path] != nil { return true }
    guard let slash = path.lastIndex(of: "/"), folders.contains(String(path[..<slash])) else { return false }
    return BankFolders.isBank(BankFolders.name(path)) && FolderListing.size(path) != nil
  }

  private static func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

  private static func isBank(_ name: String) -> Bool { kinds.contains { name.lowercased().hasSuffix($0) } }
}
